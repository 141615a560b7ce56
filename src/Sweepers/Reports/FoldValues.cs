using System.Globalization;
using System.Text.Json;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Reports;

/// <summary>The values of a trial's folds, kept with the trial as the attribute <c>folds</c>: a JSON list of numbers.</summary>
public static class FoldValues
{
    /// <summary>The attribute's name.</summary>
    public const string Attribute = "folds";

    /// <summary>Notes the values of all folds and answers their mean, the objective of the trial.</summary>
    /// <param name="run">The running trial.</param>
    /// <param name="values">One value per fold; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static double SetFolds(this TrialRun run, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(run);
        run.SetAttribute(Attribute, Text(values));
        return values.Average();
    }

    /// <summary>Notes the values of all folds of a trial.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trialId">The trial.</param>
    /// <param name="values">One value per fold; at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static void SetFolds(this Study study, int trialId, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(study);
        study.SetAttribute(trialId, Attribute, Text(values));
    }

    /// <summary>The values of a trial's folds; empty when none were noted, or what was noted is no list of numbers.</summary>
    /// <param name="trial">The trial.</param>
    public static IReadOnlyList<double> Of(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (!trial.Attributes.TryGetValue(Attribute, out string? text))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NaN)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    // JSON has no NaN: a fold without a value is null.
    private static string Text(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count > 0
            ? "[" + string.Join(",", values.Select(v => double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : "null")) + "]"
            : throw new ArgumentException("There are no folds. Give the value of at least one.", nameof(values));
    }
}
