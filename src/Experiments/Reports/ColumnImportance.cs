using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>How much worse a model gets when one column is shuffled among the rows (Breiman 2001, permutation importance).</summary>
/// <param name="Columns">Each column measured with the mean loss of its shuffles, most important first.</param>
/// <param name="Rows">Rows it was measured on.</param>
/// <param name="Unmeasured">Columns the time was too short for.</param>
internal sealed record ColumnImportance(IReadOnlyList<(string Name, double Loss)> Columns, int Rows, int Unmeasured)
{
    private const int FewestRows = 100;
    private const int ProbeRows = 64;
    private const int MostShuffles = 3;

    /// <summary>Measures as much as a time allows: of fewer rows rather than of fewer columns.</summary>
    /// <param name="input">The result and the clock.</param>
    /// <param name="limit">The time.</param>
    public static ColumnImportance Of(ReportInput input, TimeSpan limit)
    {
        var start = input.Time.GetTimestamp();
        var (result, details) = (input.Result, input.Result.Details);
        var rows = RowsFor(input, limit);
        var table = details.Table(rows);
        var labels = details.SampleLabels[..rows];
        int[] order = [.. Enumerable.Range(0, rows)];
        var sign = TuningMetrics.HigherIsBetter(result.Metric) ? 1 : -1;
        var whole = Score(result, table, labels);
        var losses = details.Sample.Select(_ => new List<double>()).ToArray();
        for (var shuffle = 0; shuffle < MostShuffles; shuffle++)
        {
            new Random(input.Seed + shuffle).Shuffle(order);
            for (var i = 0; i < losses.Length && input.Time.GetElapsedTime(start) < limit; i++)
            {
                ResultDetails.Put(table, details.Sample[i].Select(order));
                losses[i].Add(sign * (whole - Score(result, table, labels)));
                ResultDetails.Put(table, details.Sample[i].Select([.. Enumerable.Range(0, rows)]));
            }
        }

        var measured = losses.Select((loss, i) => (details.Sample[i].Name, Loss: loss.DefaultIfEmpty(double.NaN).Average())).Where(one => double.IsFinite(one.Loss));
        return new ColumnImportance([.. measured.OrderByDescending(one => one.Loss)], rows, losses.Count(loss => loss.Count == 0));
    }

    private static int RowsFor(ReportInput input, TimeSpan limit)
    {
        var details = input.Result.Details;
        var all = details.SampleLabels.Length;
        if (all <= FewestRows)
        {
            return all;
        }

        // The first call warms up, the second is timed.
        var probe = details.Table(ProbeRows);
        input.Result.Portable.Predict(probe);
        var start = input.Time.GetTimestamp();
        input.Result.Portable.Predict(probe);
        var row = Math.Max(1e-9, input.Time.GetElapsedTime(start).TotalSeconds / ProbeRows);
        return (int)Math.Clamp(0.8 * limit.TotalSeconds / (details.Sample.Count + 1) / row, FewestRows, all);
    }

    private static double Score(ExperimentResult result, PortableTable table, float[] labels)
    {
        var predictions = result.Portable.Predict(table, Environment.ProcessorCount);
        var values = predictions.Probabilities is { } probabilities ? new FloatMatrix(table.Rows, 1, probabilities) : predictions.Scores;
        return TuningMetrics.Evaluate(result.Metric, result.Task, values, labels, result.Details.Threshold);
    }
}
