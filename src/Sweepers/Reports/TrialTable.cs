using System.Globalization;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Reports;

/// <summary>All trials of a study as one table, with mean and standard deviation over folds: what scikit-learn calls cv_results_.</summary>
/// <remarks>
/// Columns: trial, configuration (its number), parent, state, bracket, rung, budget, value, rank (1 is best, among the trials of one budget), mean, std
/// (over folds, divided by their number) and fold_0, fold_1, ... (only when a trial has fold values, see <see cref="FoldValues"/>), seconds, started (UTC),
/// error, and one param_NAME per parameter. What does not apply is empty.
/// </remarks>
public sealed class TrialTable
{
    private TrialTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows) => (Columns, Rows) = (columns, rows);

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>One row per trial in the order of their ids, as invariant text.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>The table of a study.</summary>
    /// <param name="study">The study.</param>
    public static TrialTable Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Of(study.Space, study.Direction, study.Trials);
    }

    /// <summary>The table of trials.</summary>
    /// <param name="space">The space they were drawn from.</param>
    /// <param name="direction">Which values are good.</param>
    /// <param name="trials">The trials.</param>
    public static TrialTable Of(SearchSpace space, ObjectiveDirection direction, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        var folds = trials.ToDictionary(t => t.Id, FoldValues.Of);
        int most = folds.Values.Select(f => f.Count).DefaultIfEmpty(0).Max();
        var ranks = Ranks(direction, trials);
        string[] columns =
        [
            "trial", "configuration", "parent", "state", "bracket", "rung", "budget", "value", "rank",
            .. most > 0 ? ["mean", "std"] : Array.Empty<string>(),
            .. Enumerable.Range(0, most).Select(i => "fold_" + i.ToString(CultureInfo.InvariantCulture)),
            "seconds", "started", "error",
            .. space.Parameters.Select(p => "param_" + p.Name),
        ];
        return new(columns, [.. trials.Select(t => Row(space, t, ranks.TryGetValue(t.Id, out int rank) ? rank : null, folds[t.Id], most))]);
    }

    /// <summary>Writes the table as CSV (RFC 4180): a comma between fields, LF after each line, quotes where needed.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var row in Rows.Prepend(Columns))
        {
            writer.Write(string.Join(",", row.Select(Quoted)));
            writer.Write('\n');
        }
    }

    /// <summary>The table as CSV text; see <see cref="WriteCsv"/>.</summary>
    public string ToCsv()
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        WriteCsv(writer);
        return writer.ToString();
    }

    private static IReadOnlyList<string> Row(SearchSpace space, Trial trial, int? rank, IReadOnlyList<double> folds, int most)
    {
        double? mean = folds.Count > 0 ? folds.Average() : null;
        double? deviation = mean is double m ? Math.Sqrt(folds.Average(f => (f - m) * (f - m))) : null;
        return
        [
            Text(trial.Id), Text(trial.ConfigurationIndex), Text(trial.ParentId), trial.State.ToString(), Text(trial.Bracket), Text(trial.Rung), Text(trial.Budget), Text(trial.Value), Text(rank),
            .. most > 0 ? [Text(mean), Text(deviation)] : Array.Empty<string>(),
            .. Enumerable.Range(0, most).Select(i => i < folds.Count ? Text(folds[i]) : ""),
            Text(trial.EndedAt is { } end ? (end - trial.StartedAt).TotalSeconds : (double?)null),
            trial.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            trial.Error ?? "",
            .. space.Parameters.Select(p => trial.Configuration.TryGet(p.Name, out var value) ? value.ToString() : ""),
        ];
    }

    // Values of different budgets are not comparable.
    private static Dictionary<int, int> Ranks(ObjectiveDirection direction, IReadOnlyList<Trial> trials) => trials
        .GroupBy(t => t.Budget)
        .SelectMany(g => new TrialRanking(direction).Rank(g).Select((t, i) => (t.Id, Rank: i + 1)))
        .ToDictionary(r => r.Id, r => r.Rank);

    private static string Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString("G", CultureInfo.InvariantCulture) ?? "";

    private static string Text<T>(T value)
        where T : struct, IFormattable => value.ToString("G", CultureInfo.InvariantCulture);

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
