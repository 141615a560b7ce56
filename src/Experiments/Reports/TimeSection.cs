using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Where the time went, and what it brought.</summary>
internal static class TimeSection
{
    public static void Write(HtmlWriter html, ExperimentResult result)
    {
        var all = Math.Max(1e-9, result.Trials.Sum(trial => trial.Seconds));
        var weights = result.Members.GroupBy(member => FamilyTraces.FamilyOf(member.Trial.Trainer)).ToDictionary(group => group.Key, group => group.Sum(member => member.Weight));
        html.OpenSection("time", "Where the time went", $"Time of all processors together: {HtmlText.Number(all)} s of training.");
        html.Table(
            ["Kind of model", "#Trials", "#Core seconds", "#Share of the time", "#Best " + TuningMetrics.ShortName(result.Metric), "#Share of the model"],
            result.Trials.GroupBy(trial => FamilyTraces.FamilyOf(trial.Trainer)).OrderByDescending(group => group.Sum(trial => trial.Seconds)).Select(group => (string[])
            [
                FamilyTraces.NameOf(group.Key), HtmlText.Count(group.Count()), HtmlText.Number(group.Sum(trial => trial.Seconds)), HtmlText.Percent(group.Sum(trial => trial.Seconds) / all),
                Best(result, group), weights.TryGetValue(group.Key, out var weight) ? HtmlText.Percent(weight) : "–",
            ]));
        html.Close();
    }

    private static string Best(ExperimentResult result, IGrouping<ModelFamily, ExperimentTrial> group)
    {
        double[] scores = [.. group.Where(trial => trial.Error is null && !trial.WasGivenUp).Select(trial => trial.Score).DefaultIfEmpty(double.NaN)];
        return HtmlText.Number(TuningMetrics.HigherIsBetter(result.Metric) ? scores.Max() : scores.Min());
    }
}
