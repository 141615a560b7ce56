namespace MLNetTuning.Experiments.Reports;

/// <summary>What the model is made of, and the best single configurations.</summary>
internal static class ModelSection
{
    private const int MostTrials = 25;

    public static void Write(HtmlWriter html, ExperimentResult result)
    {
        var folds = result.Splits == 1 ? string.Empty : $" Each stands for {result.Splits} models, one for each split.";
        html.OpenSection("members", "What the model is made of", result.Members.Count == 1 ? "One configuration." + folds : $"The weighted average of {result.Members.Count} configurations.{folds}");
        html.Bars([.. result.Members.Select(member => ($"{member.Trial.Trainer} #{member.Trial.Id}", member.Weight, HtmlText.Percent(member.Weight)))]).Close();

        var board = result.Leaderboard;
        html.OpenSection("leaderboard", "Leaderboard", $"Single configurations by {HtmlReport.ScoreName(result)} on validation rows, best first: {HtmlText.Count(board.Count)} succeeded of {HtmlText.Count(result.Trials.Count)}. ± is the standard deviation over splits.");
        html.Table(
            ["#Rank", "Trainer", "Settings", "#" + HtmlReport.ScoreName(result), "#Core seconds"],
            board.Take(MostTrials).Select((trial, rank) => (string[])
            [
                HtmlText.Count(rank + 1), $"{trial.Trainer} #{trial.Id}", trial.Parameters,
                result.Splits > 1 ? $"{HtmlText.Number(trial.Score)} ± {HtmlText.Number(trial.ScoreDeviation)}" : HtmlText.Number(trial.Score), HtmlText.Number(trial.Seconds),
            ]),
            "wide stacked");
        if (board.Count > MostTrials)
        {
            html.Element("p", $"The other {HtmlText.Count(board.Count - MostTrials)} are in leaderboard.csv.", "sub");
        }

        var given = result.Trials.Count(trial => trial.WasGivenUp);
        if (given > 0)
        {
            html.Element("p", $"Not trained in full, being clearly behind on a first split or after a part of the training: {HtmlText.Count(given)}.", "sub");
        }

        foreach (var failure in result.Trials.Where(trial => trial.Error is not null).GroupBy(trial => (trial.Trainer, trial.Error)))
        {
            html.Element("p", $"Failed ({failure.Count()}): {failure.Key.Trainer}: {failure.Key.Error}", "sub");
        }

        html.Close();
    }
}
