using System.Globalization;
using MLNetTuning.Experiments;
using Spectre.Console;

namespace MLNetTuning.Cli;

/// <summary>Tells of a run as it goes and of what came of it: in words, in the result alone, or as JSON lines.</summary>
internal sealed class RunView(TextWriter output, bool isQuiet, bool isJson) : IProgress<ExperimentProgress>
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(isQuiet || isJson ? TextWriter.Null : output) });
    private readonly JsonLines? _json = isJson ? new JsonLines(output) : null;
    private ExperimentConsole? _progress;

    private bool IsQuiet => isQuiet || isJson;

    internal void Start(TrainSettings settings, TimeSpan? limit)
    {
        _progress = new ExperimentConsole(_console, limit);
        _json?.Start(settings, limit);
    }

    public void Report(ExperimentProgress value)
    {
        _progress?.Report(value);
        _json?.Trial(value);
    }

    /// <summary>Runs something long while showing how far it is.</summary>
    internal Task<T> RunAsync<T>(Func<T> work) => _progress is null || IsQuiet ? Task.Run(work) : _progress.RunAsync(work);

    /// <summary>A sentence for who watches.</summary>
    internal void Say(string text)
    {
        _json?.Note(text);
        if (!IsQuiet)
        {
            output.WriteLine(text);
        }
    }

    internal void ShowResult(ExperimentResult result)
    {
        foreach (var note in result.Notes)
        {
            _json?.Note(note);
        }

        if (!IsQuiet)
        {
            foreach (var note in result.Notes)
            {
                output.WriteLine("note: " + note);
            }

            ExperimentTables.Write(_console, result);
        }
    }

    internal void ShowModel(ExperimentResult result, RunState state, LabelledPredictions? test, ModelFolder files)
    {
        if (_json is not null)
        {
            _json.Finished(result, state, test, files);
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation: {result.Metric}={result.ValidationScore:0.0000} members={result.Members.Count}"));
        if (result.ExpectedScore is { } expected)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"expected on new rows: {result.Metric}={expected:0.0000} deviation={result.ExpectedScoreDeviation:0.0000}"));
        }

        if (test is not null)
        {
            output.WriteLine("test: " + TestScores.Of(test));
        }

        output.WriteLine($"model: {files.Model}");
    }

    internal void ShowReport(string path)
    {
        _json?.Report(path);
        if (!IsQuiet)
        {
            output.WriteLine($"report: {path}");
        }
    }

    /// <summary>Ends what a worker tells.</summary>
    internal void ShowWork(int trials, string study, IReadOnlyList<string> notes)
    {
        foreach (var note in notes)
        {
            _json?.Note(note);
            if (!IsQuiet)
            {
                output.WriteLine("note: " + note);
            }
        }

        _json?.Work(trials);
        if (!isJson)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trials} trials finished for {study}"));
        }
    }
}
