using System.Globalization;
using MLNetTuning.Experiments;
using Spectre.Console;

namespace MLNetTuning.Cli;

/// <summary>A finished experiment as tables on a console.</summary>
internal static class ExperimentTables
{
    private const int Shown = 10;

    internal static void Write(IAnsiConsole console, ExperimentResult result)
    {
        var board = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("#").RightAligned())
            .AddColumn("trainer").AddColumn("parameters")
            .AddColumn(new TableColumn($"validation {result.Metric}").RightAligned())
            .AddColumn(new TableColumn("seconds").RightAligned());
        var rank = 1;
        foreach (var trial in result.Leaderboard.Take(Shown))
        {
            board.AddRow(
                rank++.ToString(CultureInfo.InvariantCulture), trial.Trainer.EscapeMarkup(), trial.Parameters.EscapeMarkup(),
                $"{Number(trial.Score)} ± {Number(trial.ScoreDeviation)}", trial.Seconds.ToString("0.00", CultureInfo.InvariantCulture));
        }

        console.Write(board);
        foreach (var failure in result.Trials.Where(trial => trial.Error is not null).GroupBy(trial => (trial.Trainer, trial.Error)))
        {
            console.WriteLine($"failed ({failure.Count()}): {failure.Key.Trainer}: {failure.Key.Error}");
        }

        var members = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("weight").RightAligned())
            .AddColumn("member").AddColumn("parameters");
        foreach (var member in result.Members)
        {
            members.AddRow(member.Weight.ToString("0.000", CultureInfo.InvariantCulture), member.Trial.Trainer.EscapeMarkup(), member.Trial.Parameters.EscapeMarkup());
        }

        console.Write(members);
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0.0" : "0.0000", CultureInfo.InvariantCulture);
}
