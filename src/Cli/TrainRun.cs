using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Leaderboards;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;
using Spectre.Console;

namespace MLNetTuning.Cli;

/// <summary>One run of <c>mltune train</c>.</summary>
internal sealed class TrainRun(TrainSettings settings, TextWriter output)
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(settings.Quiet ? TextWriter.Null : output) });

    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var ml = new MLContext(settings.Seed);
        var table = ml.Tuning().LoadTable(settings.Data, settings.Label, settings.Task);
        Say(table.Notes.Select(n => "note: " + n));
        Directory.CreateDirectory(settings.Folder.Path);

        TimeSpan? limit = settings.Trials is null ? TimeSpan.FromSeconds(settings.Seconds) : null;
        var progress = new SearchProgress(_console, limit);
        var session = ml.Tuning().CreateSession(table.Data, new TuningOptions
        {
            LabelColumnName = settings.Label,
            Metric = settings.Metric,
            Seed = settings.Seed,
            Progress = progress,
        });
        var pipeline = ml.Tuning().Featurizer(table.Data, table.Columns).Append(ml.Tuning().Trainers(table.Task, settings.Label, seed: settings.Seed));
        var experiment = ml.Auto().CreateExperiment().SetPipeline(pipeline).SetSweeper(pipeline, ml.Tuning().Hyperband(), session, settings.Trials);
        if (limit is not null)
        {
            experiment.SetTrainingTimeInSeconds((uint)settings.Seconds);
        }

        await progress.RunAsync(() => experiment.RunAsync(cancellation)).ConfigureAwait(false);
        Finish(ml, table, session);
        return 0;
    }

    private void Finish(MLContext ml, LoadedTable table, TuningSession session)
    {
        var ensemble = session.BuildEnsemble();
        ml.Tuning().Save(ensemble.Model, table.Data, settings.Folder.Model);
        NameClasses(table);
        var board = Leaderboard.From(session);
        WriteLeaderboard(board);
        WriteExperiment(table, session, ensemble);
        if (!settings.Quiet)
        {
            SearchTables.Write(_console, board);
            SearchTables.Write(_console, ensemble);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"validation: {session.Metric}={ensemble.ValidationScore:0.0000} members={ensemble.Members.Count}"));
        if (settings.TestFile is not null)
        {
            output.WriteLine("test: " + TestScores.Of(settings.Folder.Model, settings.TestFile));
        }

        output.WriteLine($"model: {settings.Folder.Model}");
    }

    /// <summary>ML.NET's Boolean label has lost the words of the file; the saved model gets them back.</summary>
    private void NameClasses(LoadedTable table)
    {
        var model = PortableModelFile.Load(settings.Folder.Model);
        var label = model.Label with { Name = settings.Label, Classes = table.Task == PredictionTask.Binary ? table.Classes : model.Label.Classes };
        PortableModelFile.Save(new PortableModel(model.Columns, label, model.Members), settings.Folder.Model);
    }

    private void WriteLeaderboard(Leaderboard board)
    {
        using var writer = new StreamWriter(settings.Folder.Leaderboard);
        writer.WriteLine("rank,trainer,parameters,score,deviation,budget,horizon,seconds");
        foreach (var (row, rank) in board.Rows.Select((r, i) => (r, i + 1)))
        {
            writer.WriteLine(CsvText.Record(
                [Text(rank), row.Trainer, row.Parameters, Text(row.Score), Text(row.ScoreDeviation), Text(row.Budget), Text(row.Horizon), row.Seconds.ToString("0.000", CultureInfo.InvariantCulture)]));
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private void WriteExperiment(LoadedTable table, TuningSession session, TuningEnsemble ensemble)
    {
        var facts = new
        {
            data = Path.GetFileName(settings.Data),
            label = settings.Label,
            task = table.Task.ToString(),
            metric = session.Metric.ToString(),
            seed = settings.Seed,
            folds = session.Folds.Count,
            rows = session.Folds.Rows,
            trials = session.Trials.Count,
            failed = session.Trials.Count(t => !t.Succeeded),
            validationScore = ensemble.ValidationScore,
            members = ensemble.Members.Select(m => new { m.Weight, trainer = m.Trial.Trainer, m.Trial.Parameters, m.Trial.Budget }),
            notes = table.Notes,
            version = typeof(TrainRun).Assembly.GetName().Version?.ToString(3),
        };
        File.WriteAllText(settings.Folder.Experiment, JsonSerializer.Serialize(facts, JsonOptions.Indented));
    }

    private void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(_ => !settings.Quiet))
        {
            output.WriteLine(line);
        }
    }
}
