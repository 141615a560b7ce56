namespace Microsoft.ML.Data;

/// <summary>The running counts behind the multiclass metrics.</summary>
internal sealed class MulticlassCounts
{
    // The smallest probability a log is taken of, as a 32-bit float.
    private const float SmallestProbability = 1e-15f;

    private readonly int _classes;
    private readonly double[] _rowsOfClass;
    private readonly double[] _logLossOfClass;
    private readonly double[] _rowsWithRank;
    private double _rows;
    private double _right;
    private double _logLossSum;

    internal MulticlassCounts(int classes)
    {
        _classes = classes;
        _rowsOfClass = new double[classes];
        _logLossOfClass = new double[classes];
        _rowsWithRank = new double[classes + 1];
        Confusion = new double[classes][];
        for (var i = 0; i < classes; i++)
        {
            Confusion[i] = new double[classes];
        }
    }

    /// <summary>Row counts, true class first, then predicted class.</summary>
    internal double[][] Confusion { get; }

    internal double MicroAccuracy => _rows > 0 ? _right / _rows : 0;

    internal double LogLoss => _rows > 0 ? _logLossSum / _rows : 0;

    internal double MacroAccuracy
    {
        get
        {
            double sum = 0;
            var present = 0;
            for (var i = 0; i < _classes; i++)
            {
                if (_rowsOfClass[i] > 0)
                {
                    sum += Confusion[i][i] / _rowsOfClass[i];
                    present++;
                }
            }

            return present > 0 ? sum / present : 0;
        }
    }

    internal double LogLossReduction
    {
        get
        {
            double sum = 0;
            foreach (var rows in _rowsOfClass)
            {
                sum += rows > 0 ? rows / _rows * Math.Log(rows / _rows) : 0;
            }

            // With one class the entropy is minus zero, as in ML.NET, whose reduction then is plus infinity.
            var entropy = -sum;
            return (entropy - LogLoss) / entropy;
        }
    }

    internal double[] TopKAccuracies(int k)
    {
        // ML.NET reports at most one entry more than there are classes: the last rank stands for labels never seen in training.
        var result = new double[Math.Min(k, _rowsWithRank.Length)];
        double sum = 0;
        for (var i = 0; i < result.Length; i++)
        {
            sum += _rowsWithRank[i] / _rows;
            result[i] = sum;
        }

        return result;
    }

    internal double[] PerClassLogLoss()
    {
        var result = new double[_classes];
        for (var i = 0; i < _classes; i++)
        {
            result[i] = _rowsOfClass[i] > 0 ? _logLossOfClass[i] / _rowsOfClass[i] : 0;
        }

        return result;
    }

    /// <summary>Counts one row; a label at or above the number of classes is one that training never saw.</summary>
    internal void Add(int label, ReadOnlySpan<float> scores)
    {
        var known = label < _classes;
        var probability = known ? Math.Min(1, Math.Max(SmallestProbability, scores[label])) : SmallestProbability;
        var logLoss = -Math.Log(probability);
        var (rank, assigned) = Rank(known ? scores[label] : 0, label, scores);

        _rows++;
        _logLossSum += logLoss;
        _rowsWithRank[rank]++;
        if (known)
        {
            _rowsOfClass[label]++;
            _logLossOfClass[label] += logLoss;
        }

        if (rank == 0)
        {
            _right++;
        }

        if (known)
        {
            Confusion[label][rank == 0 ? label : assigned]++;
        }
    }

    /// <summary>How many classes stand before the label (a tie goes to the lower class) and the first class with the highest score.</summary>
    private static (int Rank, int Assigned) Rank(float labelScore, int label, ReadOnlySpan<float> scores)
    {
        var rank = 0;
        var assigned = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > labelScore || (scores[i] == labelScore && i < label))
            {
                rank++;
            }

            if (scores[assigned] < scores[i])
            {
                assigned = i;
            }
        }

        return (rank, assigned);
    }
}
