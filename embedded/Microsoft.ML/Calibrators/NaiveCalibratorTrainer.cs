namespace Microsoft.ML.Calibrators;

/// <summary>Counts the rows of 200 bins of equal width; weights do not count, as in ML.NET.</summary>
internal sealed class NaiveCalibratorTrainer : ICalibratorTrainer
{
    private const int Bins = 200;

    public ICalibrator Train(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        var (lowest, highest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var score in scores)
        {
            lowest = Math.Min(lowest, score);
            highest = Math.Max(highest, score);
        }

        var width = (highest - lowest) / Bins;
        var rows = new int[Bins];
        var positives = new int[Bins];
        for (var i = 0; i < scores.Length; i++)
        {
            var bin = NaiveCalibrator.Bin(scores[i], lowest, width, Bins);
            rows[bin]++;
            positives[bin] += labels[i] > 0 ? 1 : 0;
        }

        var shares = new float[Bins];
        for (var bin = 0; bin < Bins; bin++)
        {
            shares[bin] = rows[bin] == 0 ? 0 : (float)positives[bin] / rows[bin];
        }

        return new NaiveCalibrator(lowest, width, shares);
    }
}
