using System.Globalization;
using System.Text;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Reports;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The settings of the search as code.</summary>
internal static class SettingsCode
{
    public static string Text(CodeInput input)
    {
        var text = new StringBuilder($$"""
            using MLNetTuning.Estimators.Ensembles;
            using MLNetTuning.Experiments;
            using MLNetTuning.Experiments.Sweeping;
            using MLNetTuning.Experiments.Tuning;
            using MLNetTuning.Trainers;

            namespace {{input.Name}}.Training;

            /// <summary>What the experiments are asked for.</summary>
            internal static class SearchSettings
            {
                /// <summary>The search that found the model.</summary>
                public static ExperimentSettings Search { get; } = new()
                {

            """);
        foreach (var (name, value) in Values(input))
        {
            text.Append($"        {name} = {value},\n");
        }

        text.Append("""
                };

                /// <summary>Its winners alone: no search, no time limit.</summary>
                public static ExperimentSettings Winners { get; } = Search with
                {
                    TimeLimit = null,
                    MaxTrials = null,

            """);
        foreach (var (name, value) in Splits(input.Record))
        {
            text.Append($"        {name} = {value},\n");
        }

        return text.Append("""
                    Configurations = WinningModels.All,
                };
            }

            """).ToString();
    }

    private static IEnumerable<(string Name, string Value)> Values(CodeInput input)
    {
        var settings = input.Record.Settings;
        yield return ("LabelColumnName", CSharpText.Literal(settings.Label));
        yield return ("Task", $"PredictionTask.{input.Task}");
        yield return ("Metric", $"TuningMetric.{input.Record.Metric}");

        // The experiment was given what starting the program had left of the time.
        yield return ("TimeLimit", settings.Seconds is { } seconds ? $"TimeSpan.FromSeconds({Number(Math.Ceiling(seconds))})" : "null");
        if (settings.MaxTrials is { } trials)
        {
            yield return ("MaxTrials", Number(trials));
        }

        if (settings.Validation != ExperimentValidation.Auto)
        {
            yield return ("Validation", $"ExperimentValidation.{settings.Validation}");
            yield return ("Folds", Number(settings.Folds));
        }

        if (settings.HoldoutShare is { } share)
        {
            yield return ("HoldoutShare", CSharpText.Literal(share));
        }

        foreach (var (name, column) in new[] { ("GroupColumnName", settings.GroupColumn), ("TimeColumnName", settings.TimeColumn) })
        {
            if (column is not null)
            {
                yield return (name, CSharpText.Literal(column));
            }
        }

        if (settings.IgnoredColumns.Count > 0)
        {
            yield return ("IgnoredColumnNames", $"[{string.Join(", ", settings.IgnoredColumns.Select(CSharpText.Literal))}]");
        }

        if (settings.Families != ExperimentFamilies.All)
        {
            yield return ("Families", string.Join(" | ", settings.Families.ToString().Split(", ").Select(family => $"ExperimentFamilies.{family}")));
        }

        if (settings.Ensemble != default)
        {
            yield return ("Ensemble", $"ExperimentEnsemble.{settings.Ensemble}");
        }

        if (settings.Calibration != CalibrationMethod.Temperature)
        {
            yield return ("Calibration", $"CalibrationMethod.{settings.Calibration}");
        }

        if (settings.Sweeper is { } sweeper)
        {
            yield return ("Sweeper", $"ExperimentSweepers.Named({CSharpText.Literal(sweeper)}{(settings.MaxTrials is { } most ? ", " + Number(most) : "")})");
        }

        if (settings.MemoryLimit is { } bytes)
        {
            yield return ("MemoryLimit", Number(bytes));
        }

        yield return ("Seed", Number(settings.Seed));
    }

    // What belongs to the search alone is taken back. Left to themselves, splits of a table of middle size depend on how fast the machine is.
    private static IEnumerable<(string Name, string Value)> Splits(ReportRecord record)
    {
        if (record.Settings.Sweeper is not null)
        {
            yield return ("Sweeper", "null");
        }

        if (record.Settings.Validation == ExperimentValidation.Auto && record.Settings.TimeColumn is null && record.Rows is > 5000 and <= 50_000)
        {
            yield return ("Validation", "ExperimentValidation.CrossValidation");
            yield return ("Folds", Number(record.Splits));
        }
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
