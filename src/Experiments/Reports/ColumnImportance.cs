using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Reports;

/// <summary>How much worse a model gets when one column is shuffled among the rows (Breiman 2001, permutation importance).</summary>
/// <param name="Columns">Each column measured with the mean loss of its shuffles, most important first.</param>
/// <param name="Rows">Rows it was measured on.</param>
/// <param name="Unmeasured">Columns the time was too short for.</param>
internal sealed record ColumnImportance(IReadOnlyList<(string Name, double Loss)> Columns, int Rows, int Unmeasured)
{
    private const int FewestRows = 100;
    private const int MostShuffles = 3;

    /// <summary>Measures as much as a time allows: of fewer rows rather than of fewer columns.</summary>
    /// <param name="input">The result and the clock.</param>
    /// <param name="limit">The time.</param>
    public static ColumnImportance Of(ReportInput input, TimeSpan limit)
    {
        var start = input.Time.GetTimestamp();
        var details = input.Result.Details;
        var rows = RowsFor(input, limit);
        var sample = new HeldOutSample(input.Result, rows);
        int[] straight = [.. Enumerable.Range(0, rows)];
        int[] order = [.. straight];
        var sign = TuningMetrics.HigherIsBetter(input.Result.Metric) ? 1 : -1;
        var whole = sample.Score();
        var losses = details.Sample.Select(_ => new List<double>()).ToArray();
        int[] places = [.. details.Foremost, .. Enumerable.Range(0, losses.Length).Except(details.Foremost)];
        for (var shuffle = 0; shuffle < MostShuffles; shuffle++)
        {
            new Random(input.Seed + shuffle).Shuffle(order);
            foreach (var i in places.TakeWhile(_ => input.Time.GetElapsedTime(start) < limit))
            {
                sample.Put(details.Sample[i], order);
                losses[i].Add(sign * (whole - sample.Score()));
                sample.Put(details.Sample[i], straight);
            }
        }

        var measured = losses.Select((loss, i) => (details.Sample[i].Name, Loss: loss.DefaultIfEmpty(double.NaN).Average())).Where(one => double.IsFinite(one.Loss));
        return new ColumnImportance([.. measured.OrderByDescending(one => one.Loss)], rows, losses.Count(loss => loss.Count == 0));
    }

    private static int RowsFor(ReportInput input, TimeSpan limit)
    {
        var all = input.Result.Details.SampleLabels.Length;
        if (all <= FewestRows)
        {
            return all;
        }

        // The first call warms up, the second is timed.
        var probe = new HeldOutSample(input.Result, FewestRows);
        probe.Score();
        var start = input.Time.GetTimestamp();
        probe.Score();
        var row = Math.Max(1e-9, input.Time.GetElapsedTime(start).TotalSeconds / FewestRows);
        return (int)Math.Clamp(0.8 * limit.TotalSeconds / (input.Result.Details.Sample.Count + 1) / row, FewestRows, all);
    }
}
