using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Trainers;

namespace MLNetTuning.Cli;

/// <summary><c>mltune train DATA.csv --label COLUMN</c>.</summary>
internal static class TrainCommand
{
    internal static Command Create(TextWriter output)
    {
        var data = new Argument<string>("DATA") { Description = "A delimited text file with a header line." };
        var label = new Option<string>("--label") { Description = "The column to predict.", Required = true };
        var task = new Option<PredictionTask?>("--task") { Description = "binary, multiclass or regression. Default: inferred from the label." };
        var metric = new Option<TuningMetric?>("--metric") { Description = "What models are chosen by. Default: AUC, log loss or RMSE by task." };
        var time = new Option<string>("--time") { Description = "Time limit of the search, such as 60s or 2m.", DefaultValueFactory = _ => "60s" };
        var trials = new Option<int?>("--trials") { Description = "Trial limit of the search; without a time limit then." };
        var seed = new Option<int>("--seed") { Description = "Seed of all that is drawn." };
        var test = new Option<string?>("--test") { Description = "Rows to score the finished model on, once." };
        var folder = new Option<string>("--out") { Description = "The folder to write.", DefaultValueFactory = _ => "model" };
        var study = new Option<string?>("--study") { Description = "Where the configurations tried are kept, so that a later run goes on from the best: sqlite:///FILE or postgresql://USER@HOST/DATABASE." };
        var studyName = new Option<string>("--study-name") { Description = "The study's name there.", DefaultValueFactory = _ => new ExperimentSettings().StudyName };
        var quiet = new Option<bool>("--quiet") { Description = "Only the result." };
        var command = new Command("train", "Searches trees, networks and linear models and saves the best ensemble.")
        {
            data, label, task, metric, time, trials, seed, test, study, studyName, folder, quiet,
        };
        label.Validators.Add(r => Refuse(r, string.IsNullOrWhiteSpace(r.GetValue(label)), "--label: give the name of the column to predict."));
        trials.Validators.Add(r => Refuse(r, r.Tokens is [var one] && int.TryParse(one.Value, CultureInfo.InvariantCulture, out var count) && count < 1, "--trials: give a whole number of 1 or more."));
        time.Validators.Add(r => Refuse(r, Seconds(r.GetRequiredValue(time)) is null, $"--time {r.GetValue(time)}: give seconds or minutes, such as 60s or 2m."));
        study.Validators.Add(r => Refuse(r, Problem(r) is not null, $"--study: {Problem(r)}"));
        studyName.Validators.Add(r => Refuse(r, string.IsNullOrWhiteSpace(r.GetValue(studyName)), "--study-name: give a name."));
        command.SetAction((parsed, cancellation) => new TrainRun(
            new TrainSettings(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(label), parsed.GetValue(task), parsed.GetValue(metric), Seconds(parsed.GetRequiredValue(time))!.Value,
                parsed.GetValue(trials), parsed.GetValue(seed), parsed.GetValue(test), new ModelFolder(parsed.GetRequiredValue(folder)), parsed.GetValue(quiet))
            {
                Study = parsed.GetValue(study),
                StudyName = parsed.GetRequiredValue(studyName),
            },
            output).RunAsync(cancellation));
        return command;
    }

    /// <summary>Reads 90, 90s or 2m as seconds; null for anything else.</summary>
    internal static int? Seconds(string text)
    {
        var factor = text.EndsWith('m') ? 60 : 1;
        var number = text.EndsWith('m') || text.EndsWith('s') ? text[..^1] : text;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1_000_000 ? value * factor : null;
    }

    private static string? Problem(OptionResult study) => study.Tokens is [var url] ? StudyUrl.Problem(url.Value) : null;

    private static void Refuse(OptionResult result, bool wrong, string message)
    {
        if (wrong)
        {
            result.AddError(message);
        }
    }
}
