using System.CommandLine;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Cli;

/// <summary><c>mltune train DATA.csv --label COLUMN</c>.</summary>
internal sealed class TrainCommand
{
    private const double UsualSeconds = 60;

    private readonly SharedOptions _shared = new();
    private readonly Argument<string> _data = new("DATA") { Description = "A delimited text file with a header line." };
    private readonly Option<string> _label = new("--label") { Description = "The column to predict.", Required = true };
    private readonly Option<PredictionTask?> _task = OptionTexts.Choice<PredictionTask>("--task", "binary, multiclass or regression. Default: inferred from the label.");
    private readonly Option<TuningMetric?> _metric = OptionTexts.Choice<TuningMetric>("--metric", "What models are chosen by. Default: AUC, log loss or RMSE by task.");
    private readonly Option<ExperimentFamilies?> _trainers = OptionTexts.Option<ExperimentFamilies>(
        "--trainers", "Kinds of models, such as networks,trees,linear. Default: all.", OptionTexts.Families, "one or more of networks, trees and linear, with commas between");
    private readonly Option<string?> _sweeper = new("--sweeper") { Description = "How configurations are proposed after the usual ones: " + string.Join(", ", ExperimentSweepers.Names) + ". Default: moves around the best of the kinds of models that help most." };
    private readonly Option<ExperimentEnsemble?> _ensemble = OptionTexts.Choice<ExperimentEnsemble>(
        "--ensemble", "What the models become: " + string.Join(", ", Enum.GetNames<ExperimentEnsemble>()).ToLowerInvariant() + ". Default: auto.");
    private readonly Option<(ExperimentValidation Validation, int Folds)?> _validation = OptionTexts.Option(
        "--validation", "How models are judged: auto, holdout, or cv with a number of folds, such as cv5. Default: auto.", OptionTexts.Validation, "auto, holdout, or cv2 to cv20");
    private readonly Option<string?> _group = new("--group") { Description = "A column whose equal values never stand on both sides of a split (customers, patients); it is no feature." };
    private readonly Option<string?> _timeColumn = new("--time-column") { Description = "A column of times: models learn from the earlier rows and are judged on the latest." };
    private readonly Option<string[]> _ignore = new("--ignore") { Description = "A column that is no feature; may be given several times.", DefaultValueFactory = _ => [] };
    private readonly Option<int?> _seed = OptionTexts.Option<int>("--seed", "Seed of all that is drawn. Default: 0.", OptionTexts.Whole, "a whole number");
    private readonly Option<string?> _test = new("--test") { Description = "Rows to score the finished model on, once." };
    private readonly Option<string> _folder = new("--out") { Description = "The folder to write.", DefaultValueFactory = _ => "model" };

    private TrainCommand()
    {
        _sweeper.Validators.Add(r => OptionTexts.Refuse(r, r.GetValue(_sweeper) is { } name && !ExperimentSweepers.Names.Contains(name), $"--sweeper {r.GetValue(_sweeper)}: give one of {string.Join(", ", ExperimentSweepers.Names)}."));
    }

    internal static Command Create(TextWriter output) => new TrainCommand().Build(output);

    private Command Build(TextWriter output)
    {
        var command = new Command("train", "Searches trees, networks and linear models and saves the best ensemble.")
        {
            _data, _label, _task, _metric, _shared.Seconds, _shared.Trials, _trainers, _sweeper, _ensemble, _validation, _group, _timeColumn, _ignore, _shared.Parallel, _seed,
            _shared.Study, _shared.StudyName, _test, _folder, _shared.Quiet, _shared.Json,
        };
        command.Validators.Add(r => OptionTexts.Refuse(
            r, r.GetValue(_group) is not null && r.GetValue(_timeColumn) is not null, $"--group {r.GetValue(_group)} --time-column {r.GetValue(_timeColumn)}: give one of the two."));
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, TextWriter output, CancellationToken cancellation)
    {
        var settings = Settings(parsed);
        Check(settings);
        using var folder = RunFolder.Create(new ModelFolder(parsed.GetRequiredValue(_folder)));
        var state = new RunState { State = RunState.Running, Settings = settings };
        return await new TrainRun(folder, state, _shared.View(parsed, output)).RunAsync(new RunSession { StudyUrl = parsed.GetValue(_shared.Study) }, cancellation).ConfigureAwait(false);
    }

    private TrainSettings Settings(ParseResult parsed)
    {
        var trials = parsed.GetValue(_shared.Trials);
        var settings = new TrainSettings
        {
            Data = Path.GetFullPath(parsed.GetRequiredValue(_data)),
            Label = parsed.GetRequiredValue(_label),
            Task = parsed.GetValue(_task),
            Metric = parsed.GetValue(_metric),
            Seconds = parsed.GetValue(_shared.Seconds) ?? (trials is null ? UsualSeconds : null),
            MaxTrials = trials,
            Families = parsed.GetValue(_trainers) ?? ExperimentFamilies.All,
            Sweeper = parsed.GetValue(_sweeper),
            Ensemble = parsed.GetValue(_ensemble) ?? default,
            GroupColumn = parsed.GetValue(_group),
            TimeColumn = parsed.GetValue(_timeColumn),
            IgnoredColumns = parsed.GetValue(_ignore) ?? [],
            Parallel = parsed.GetValue(_shared.Parallel),
            Seed = parsed.GetValue(_seed) ?? 0,
            Test = parsed.GetValue(_test) is { } test ? Path.GetFullPath(test) : null,
            Study = parsed.GetValue(_shared.Study) is { } url ? OptionTexts.WithoutPassword(url) : null,
            StudyName = parsed.GetValue(_shared.StudyName) ?? new ExperimentSettings().StudyName,
        };
        return parsed.GetValue(_validation) is var (validation, folds) ? settings with { Validation = validation, Folds = folds } : settings;
    }

    /// <summary>What can be refused before a folder is made and a search begins.</summary>
    internal static void Check(TrainSettings settings)
    {
        settings.ToSettings().Validate();
        using (var file = CsvFile.Open(settings.Data, settings.Label))
        {
            CsvScan.CheckHeader(settings.Data, file.Names, settings.Label);
            (string Option, string? Column)[] named =
                [("--group", settings.GroupColumn), ("--time-column", settings.TimeColumn), .. settings.IgnoredColumns.Select(column => ("--ignore", (string?)column))];
            foreach (var (option, column) in named.Where(one => one.Column is not null))
            {
                CsvScan.CheckColumn(settings.Data, file.Names, column!, option);
            }
        }

        if (settings.Test is not null)
        {
            LabelledPredictions.Check(settings.Test, settings.Label);
        }
    }
}
