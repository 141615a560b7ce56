namespace Microsoft.ML.Data;

/// <summary>The running counts behind the binary metrics; a row is predicted positive when its score is above 0.</summary>
internal sealed class BinaryCounts
{
    private double _logLossSum;
    private double _logLossPositives;
    private double _logLossNegatives;

    internal double TruePositives { get; private set; }

    internal double FalsePositives { get; private set; }

    internal double TrueNegatives { get; private set; }

    internal double FalseNegatives { get; private set; }

    internal double Total => TruePositives + TrueNegatives + FalsePositives + FalseNegatives;

    internal double Accuracy => (TruePositives + TrueNegatives) / Total;

    internal double PositivePrecision => Share(TruePositives, FalsePositives);

    internal double PositiveRecall => Share(TruePositives, FalseNegatives);

    internal double NegativePrecision => Share(TrueNegatives, FalseNegatives);

    internal double NegativeRecall => Share(TrueNegatives, FalsePositives);

    internal double F1Score
    {
        get
        {
            var sum = PositivePrecision + PositiveRecall;
            return sum == 0 ? 0 : 2 * PositivePrecision * PositiveRecall / sum;
        }
    }

    internal double Entropy => EntropyInBits((TruePositives + FalseNegatives) / Total);

    internal double LogLoss
    {
        get
        {
            var rows = _logLossPositives + _logLossNegatives;
            return double.IsNaN(_logLossSum) ? double.NaN : rows > 0 ? _logLossSum / rows : 0;
        }
    }

    internal double LogLossReduction
    {
        get
        {
            var rows = _logLossPositives + _logLossNegatives;
            if (rows == 0)
            {
                return 0;
            }

            var prior = EntropyInBits(_logLossPositives / rows);
            return (prior - (_logLossSum / rows)) / prior;
        }
    }

    /// <summary>Counts one row; a NaN probability makes the log loss NaN.</summary>
    internal void Add(bool positive, float score, float probability)
    {
        CountPrediction(positive, score > 0);
        if (!float.IsNaN(probability))
        {
            _logLossPositives += positive ? 1 : 0;
            _logLossNegatives += positive ? 0 : 1;
        }

        _logLossSum += positive ? -Math.Log2(probability) : -Math.Log2(1.0 - probability);
    }

    private void CountPrediction(bool positive, bool predictedPositive)
    {
        if (positive)
        {
            TruePositives += predictedPositive ? 1 : 0;
            FalseNegatives += predictedPositive ? 0 : 1;
        }
        else
        {
            FalsePositives += predictedPositive ? 1 : 0;
            TrueNegatives += predictedPositive ? 0 : 1;
        }
    }

    private static double Share(double right, double wrong) => right + wrong > 0 ? right / (right + wrong) : 0;

    private static double EntropyInBits(double share)
        => share is <= 0 or >= 1 ? 0 : -((share * Math.Log2(share)) + ((1 - share) * Math.Log2(1 - share)));
}
