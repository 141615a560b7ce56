using System.CommandLine;
using System.CommandLine.Parsing;
using MLNetTuning.Experiments;
using MLNetTuning.Sweepers.Storage;

namespace MLNetTuning.Cli;

/// <summary>Options that several commands have.</summary>
internal sealed class SharedOptions
{
    internal SharedOptions()
    {
        Study.Validators.Add(r => OptionTexts.Refuse(r, Problem(r) is not null, $"--study: {Problem(r)}"));
    }

    internal Option<double?> Seconds { get; } = OptionTexts.Option<double>(
        "--time", "Time limit from the start of the program to the model, such as 60s, 2m or 1h.", OptionTexts.Seconds, "seconds, minutes or hours, 1 s to 49 days, such as 60s, 2m or 1h");

    internal Option<int?> Trials { get; } = OptionTexts.Count("--trials", "Most configurations to try.");

    internal Option<int?> Parallel { get; } = OptionTexts.Count("--parallel", "Threads used in all. Default: the number of processors.", ExperimentSettings.MostConcurrency);

    internal Option<string?> Study { get; } = new("--study") { Description = "Where configurations and finished models are kept, for later runs and for workers: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE. Default: study.db in the folder." };

    internal Option<string?> StudyName { get; } = new("--study-name") { Description = $"The study's name there. Default: {new ExperimentSettings().StudyName}." };

    internal Option<bool> Quiet { get; } = new("--quiet") { Description = "Only the result." };

    internal Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line, for programs: start, each trial, notes, the result." };

    internal RunView View(ParseResult parsed, TextWriter output) => new(output, parsed.GetValue(Quiet), parsed.GetValue(Json));

    private static string? Problem(OptionResult study) => study.Tokens is [var url] ? StudyUrl.Problem(url.Value) : null;
}
