using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Trainers.Portable;
using Spectre.Console;

namespace MLNetTuning.Cli;

/// <summary>One run of <c>mltune train</c>.</summary>
internal sealed class TrainRun(TrainSettings settings, TextWriter output)
{
    // What starting the program took counts too; saving has a time of its own.
    private static readonly TimeSpan Saving = TimeSpan.FromSeconds(0.5);

    private static readonly string? Version = typeof(TrainRun).Assembly.GetName().Version?.ToString(3);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(settings.Quiet ? TextWriter.Null : output) });

    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (settings.TestFile is not null)
        {
            LabelledPredictions.Check(settings.TestFile, settings.Label);
        }

        using var store = settings.Study is null ? null : StudyUrl.Open(settings.Study);
        TimeSpan? limit = settings.Trials is null ? Rest(TimeSpan.FromSeconds(settings.Seconds)) : null;
        var experiment = new MLContext(settings.Seed).Tuning().CreateExperiment(new ExperimentSettings
        {
            LabelColumnName = settings.Label,
            Task = settings.Task,
            Metric = settings.Metric,
            TimeLimit = limit,
            MaxTrials = settings.Trials,
            Seed = settings.Seed,
            StudyStore = store,
            StudyName = settings.StudyName,
        });
        var progress = new ExperimentConsole(_console, limit);
        var result = await progress.RunAsync(() => experiment.Run(settings.Data, progress, cancellation)).ConfigureAwait(false);
        Directory.CreateDirectory(settings.Folder.Path);
        PortableModelFile.Save(result.Portable, settings.Folder.Model);
        HostModelFile.Save(result.Model, settings.Folder.HostModel);
        Finish(result);
        return 0;
    }

    private static TimeSpan Rest(TimeSpan limit)
    {
        var used = TimeProvider.System.GetLocalNow() - Process.GetCurrentProcess().StartTime;
        var start = used > TimeSpan.FromSeconds(3) || used < TimeSpan.Zero ? TimeSpan.Zero : used;
        var rest = limit - start - Saving;
        return rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1);
    }

    private void Finish(ExperimentResult result)
    {
        WriteLeaderboard(result);
        WriteExperiment(result);
        if (!settings.Quiet)
        {
            foreach (var note in result.Notes)
            {
                output.WriteLine("note: " + note);
            }

            ExperimentTables.Write(_console, result);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation: {result.Metric}={result.ValidationScore:0.0000} members={result.Members.Count}"));
        var test = settings.TestFile is null ? null : LabelledPredictions.Of(settings.Folder.Model, settings.TestFile);
        if (test is not null)
        {
            output.WriteLine("test: " + TestScores.Of(test));
        }

        output.WriteLine($"model: {settings.Folder.Model}");
        WriteReport(result, test);
    }

    private void WriteReport(ExperimentResult result, LabelledPredictions? test)
    {
        var input = new ReportInput(Path.GetFileName(settings.Data), result, settings.Seed, TimeProvider.System)
        {
            Test = test is null ? null : new ReportRows("Test", test.Label, test.Values, test.Classes, test.Labels) { IsTest = true },
            Limit = settings.Trials is { } trials ? string.Create(CultureInfo.InvariantCulture, $"{trials} trials") : string.Create(CultureInfo.InvariantCulture, $"{settings.Seconds} s"),
            Version = Version ?? string.Empty,
        };
        File.WriteAllText(settings.Folder.Report, HtmlReport.Write(input, out var importance));
        ReportRecordFile.Save(ReportRecord.Of(input, importance), settings.Folder.Record);
        if (!settings.Quiet)
        {
            output.WriteLine($"report: {settings.Folder.Report}");
        }
    }

    private void WriteLeaderboard(ExperimentResult result)
    {
        using var writer = new StreamWriter(settings.Folder.Leaderboard);
        writer.WriteLine("rank,trainer,parameters,score,deviation,length,seconds");
        foreach (var (row, rank) in result.Leaderboard.Select((row, i) => (row, i + 1)))
        {
            writer.WriteLine(CsvText.Record(
                [Text(rank), row.Trainer, row.Parameters, Text(row.Score), Text(row.ScoreDeviation), Text(row.Length), row.Seconds.ToString("0.000", CultureInfo.InvariantCulture)]));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void WriteExperiment(ExperimentResult result)
    {
        var facts = new
        {
            data = Path.GetFileName(settings.Data),
            label = settings.Label,
            task = result.Task.ToString(),
            metric = result.Metric.ToString(),
            seed = settings.Seed,
            folds = result.Splits,
            rows = result.Rows,
            trials = result.Trials.Count,
            failed = result.Trials.Count(trial => trial.Error is not null),
            validationScore = result.ValidationScore,
            seconds = result.Elapsed.TotalSeconds,
            members = result.Members.Select(member => new { member.Weight, trainer = member.Trial.Trainer, member.Trial.Parameters, member.Trial.Length }),
            notes = result.Notes,
            version = Version,
        };
        File.WriteAllText(settings.Folder.Experiment, JsonSerializer.Serialize(facts, JsonOptions.Indented));
    }
}
