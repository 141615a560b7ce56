using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Quality;

/// <summary>Whether ours is better than a peer by more than one paired standard error: over splits where there are several, else over the test rows (paired bootstrap).</summary>
internal static class QualityVerdict
{
    private const int Samples = 100;

    /// <summary>1 when ours is better, -1 when worse, 0 in between.</summary>
    /// <param name="task">The task.</param>
    /// <param name="ours">Ours by split.</param>
    /// <param name="theirs">The peer's by split.</param>
    /// <param name="labels">The test labels by split.</param>
    public static int Of(PredictionTask task, IReadOnlyList<QualityScore> ours, IReadOnlyList<QualityScore> theirs, IReadOnlyList<float[]> labels)
    {
        double[] gains = [.. ours.Select((one, i) => theirs[i].Error - one.Error)];
        var gain = gains.Average();
        var error = gains.Length > 1 ? Deviation(gains) / Math.Sqrt(gains.Length) : Deviation(Resampled(task, ours[0].Predictions, theirs[0].Predictions, labels[0]));
        return Math.Abs(gain) > error ? Math.Sign(gain) : 0;
    }

    private static double[] Resampled(PredictionTask task, float[] ours, float[] theirs, float[] labels)
    {
        var random = new Random(1);
        var outputs = ours.Length / labels.Length;
        var gains = new double[Samples];
        for (var sample = 0; sample < Samples; sample++)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Select(_ => random.Next(labels.Length))];
            var drawn = Array.ConvertAll(rows, row => labels[row]);
            gains[sample] = QualityMetric.ErrorOf(task, Draw(theirs, rows, outputs), drawn) - QualityMetric.ErrorOf(task, Draw(ours, rows, outputs), drawn);
        }

        return gains;
    }

    private static float[] Draw(float[] values, int[] rows, int outputs) => [.. rows.SelectMany(row => values.Skip(row * outputs).Take(outputs))];

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
