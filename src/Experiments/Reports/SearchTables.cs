using System.Globalization;
using MLNetTuning.Experiments.Leaderboards;
using MLNetTuning.Experiments.Tuning;
using Spectre.Console;

namespace MLNetTuning.Experiments.Reports;

/// <summary>A finished search as tables on a console.</summary>
public static class SearchTables
{
    /// <summary>The leaderboard's first rows and the failures.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="board">The leaderboard.</param>
    /// <param name="rows">Rows shown, 1 or more. Default 10.</param>
    public static void Write(IAnsiConsole console, Leaderboard board, int rows = 10)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(board);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("#").RightAligned())
            .AddColumn("trainer").AddColumn("parameters")
            .AddColumn(new TableColumn("validation " + TuningMetrics.ShortName(board.Metric)).RightAligned())
            .AddColumn(new TableColumn("budget").RightAligned())
            .AddColumn(new TableColumn("seconds").RightAligned());
        var rank = 1;
        foreach (var row in board.Rows.Take(rows))
        {
            table.AddRow(
                Text(rank++), row.Trainer.EscapeMarkup(), row.Parameters.EscapeMarkup(),
                $"{Number(row.Score)} ± {Number(row.ScoreDeviation)}",
                $"{Text(row.Budget)}/{Text(row.Horizon)}",
                row.Seconds.ToString("0.00", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        foreach (var failure in board.Failed.GroupBy(f => (f.Trainer, f.Error)))
        {
            console.WriteLine($"failed ({failure.Count()}): {failure.Key.Trainer}: {failure.Key.Error}");
        }
    }

    /// <summary>An ensemble's members and weights.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="ensemble">The ensemble.</param>
    public static void Write(IAnsiConsole console, TuningEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(ensemble);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("weight").RightAligned())
            .AddColumn("member").AddColumn("parameters")
            .AddColumn(new TableColumn("budget").RightAligned());
        foreach (var member in ensemble.Members)
        {
            table.AddRow(
                member.Weight.ToString("0.000", CultureInfo.InvariantCulture), member.Trial.Trainer.EscapeMarkup(), member.Trial.Parameters.EscapeMarkup(),
                $"{Text(member.Trial.Budget)}/{Text(member.Trial.Horizon)}");
        }

        console.Write(table);
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0.0" : "0.0000", CultureInfo.InvariantCulture);
}
