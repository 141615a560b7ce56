using System.Globalization;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Cli;

/// <summary>What a finished run leaves besides its model: leaderboard, report, and words for who watches.</summary>
internal sealed class RunResults(ModelFolder files, RunState state, RunView view)
{
    private TrainSettings Settings => state.Settings;

    internal void Write(ExperimentResult result)
    {
        WriteLeaderboard(result);
        view.ShowResult(result);
        var test = Settings.Test is null ? null : LabelledPredictions.Of(result.Portable, Settings.Test);
        view.ShowModel(result, state, test, files);
        WriteReport(result, test);
        view.ShowReport(files.Report);
    }

    private void WriteReport(ExperimentResult result, LabelledPredictions? test)
    {
        var input = new ReportInput(Path.GetFileName(Settings.Data), result, TimeProvider.System)
        {
            Test = test?.ToReport(),
            Limit = Settings.Limit,
            Version = state.Version ?? string.Empty,
        };
        File.WriteAllText(files.Report, HtmlReport.Write(input, out var importance));
        ReportRecordFile.Save(ReportRecord.Of(input, importance), files.Record);
    }

    private void WriteLeaderboard(ExperimentResult result) => WholeFile.Write(files.Leaderboard, part =>
    {
        using var writer = new StreamWriter(part);
        writer.WriteLine("rank,trainer,parameters,score,deviation,length,seconds");
        foreach (var (row, rank) in result.Leaderboard.Select((row, i) => (row, i + 1)))
        {
            writer.WriteLine(CsvText.Record(
                [Text(rank), row.Trainer, row.Parameters, Text(row.Score), Text(row.ScoreDeviation), Text(row.Length), row.Seconds.ToString("0.000", CultureInfo.InvariantCulture)]));
        }
    });

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
