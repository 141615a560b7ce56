using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Metrics;

namespace MLNetTuning.Experiments.Reports;

/// <summary>What the measures of several classes need of each row, so that samples of rows are measured without their probabilities: of a thousand classes these are many.</summary>
internal sealed class ClassFacts
{
    private readonly int[] _labels;
    private readonly bool[] _isRight;
    private readonly double[] _losses;
    private readonly int _classes;

    /// <param name="predictions">Rows x classes probabilities.</param>
    /// <param name="decided">The same, weighed as decisions are made.</param>
    /// <param name="labels">The number of each row's class.</param>
    public ClassFacts(FloatMatrix predictions, FloatMatrix decided, float[] labels)
    {
        _classes = predictions.Columns;
        _labels = Array.ConvertAll(labels, label => (int)label);
        (_isRight, _losses) = (new bool[labels.Length], new double[labels.Length]);
        for (var row = 0; row < labels.Length; row++)
        {
            var shares = predictions.Row(row);
            _isRight[row] = MulticlassMetrics.PredictedClass(decided.Row(row)) == _labels[row];
            _losses[row] = -Math.Log(Math.Max(shares[_labels[row]], BinaryMetrics.SmallestProbability));
        }
    }

    /// <summary>Accuracy, mean accuracy of the classes present and log loss of some rows.</summary>
    public (string Name, double Value)[] Measure(int[] rows)
    {
        var (counts, right) = (new int[_classes], new int[_classes]);
        double loss = 0;
        foreach (var row in rows)
        {
            counts[_labels[row]]++;
            right[_labels[row]] += _isRight[row] ? 1 : 0;
            loss += _losses[row];
        }

        double shares = 0;
        var (present, all) = (0, 0);
        for (var k = 0; k < _classes; k++)
        {
            shares += counts[k] > 0 ? (double)right[k] / counts[k] : 0;
            present += counts[k] > 0 ? 1 : 0;
            all += right[k];
        }

        return [("accuracy", (double)all / rows.Length), ("balanced accuracy", shares / present), ("log loss", loss / rows.Length)];
    }
}
