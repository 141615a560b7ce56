using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Reports;

/// <summary>What a reader might try next, from what this search showed. A sentence appears only where its reason does.</summary>
internal static class NextSteps
{
    private const double LateThird = 2.0 / 3;
    private const int EnoughTrials = 9;
    private const double Alone = 0.8;
    private const double Wide = 0.35;
    private const int FewOfAClass = 50;
    private const double Nearly = 0.97;

    /// <summary>The sentences.</summary>
    /// <param name="input">What the report is written from.</param>
    /// <param name="metrics">The measures of the first set of rows.</param>
    /// <param name="importance">What the columns are worth.</param>
    public static IReadOnlyList<string> Of(ReportInput input, IReadOnlyList<ReportMetric> metrics, ColumnImportance importance)
    {
        var result = input.Result;
        List<string> steps = [];
        steps.AddRange(Time(result));
        steps.AddRange(Ranges(result));
        steps.AddRange(Families(result));
        steps.AddRange(Data(result, metrics[0]));
        steps.AddRange(Columns(result, importance));
        if (input.Test is null)
        {
            steps.Add("Keep some rows back and give them with --test: a score on rows that took no part in the search is the one to promise to others.");
        }

        return steps;
    }

    private static IEnumerable<string> Time(ExperimentResult result)
    {
        var traces = result.Details.Traces;
        if (traces.Count >= EnoughTrials)
        {
            var sign = TuningMetrics.HigherIsBetter(result.Metric) ? -1 : 1;
            var best = Enumerable.Range(0, traces.Count).MinBy(i => sign * traces[i].Trial.Score);
            yield return best >= traces.Count * LateThird
                ? "The best single configuration was found in the last third of the search: more time may well find a better one."
                : "The best single configuration was found early; more time alone will probably bring little. New columns or more rows would bring more.";
        }
        else
        {
            yield return $"Only {HtmlText.Count(traces.Count)} configurations were trained in full: give the search more {(result.Settings.MaxTrials is null ? "time or more processors" : "trials")}.";
        }

        var networks = traces.Where(trace => trace.Candidate.Family == ModelFamily.Network && trace.Curve.Count > 2).ToArray();
        if (networks.Length > 0 && networks.All(trace => trace.Trial.Length == trace.Curve.Count))
        {
            yield return "All networks were still getting better when their training ended: with more time they train longer and may overtake the others.";
        }
    }

    private static IEnumerable<string> Ranges(ExperimentResult result)
    {
        var edges = result.Details.Sweep?.Rounds.LastOrDefault()?.Sides.Where(side => side.IsAtEdge).Select(side => SettingNames.Long(side.Name)).ToArray() ?? [];
        if (edges.Length > 0)
        {
            yield return $"The best values lie at the end of what was searched for {string.Join("; ", edges)}: a wider range may hold better ones.";
        }
    }

    private static IEnumerable<string> Families(ExperimentResult result)
    {
        var shares = result.Members.GroupBy(member => FamilyTraces.FamilyOf(member.Trial.Trainer)).Select(group => (group.Key, Weight: group.Sum(member => member.Weight))).ToArray();
        var tried = result.Trials.Select(trial => FamilyTraces.FamilyOf(trial.Trainer)).Distinct().Count();
        foreach (var (family, weight) in shares.Where(one => one.Weight >= Nearly && tried > 1))
        {
            yield return $"The model is made of {FamilyTraces.NameOf(family).ToLowerInvariant()} alone: a search among them only ({Trainers(family)}) spends all of its time there.";
        }
    }

    private static string Trainers(ModelFamily family) => family switch
    {
        ModelFamily.Linear => "--trainers linear",
        ModelFamily.Network => "--trainers networks",
        _ => "--trainers trees",
    };

    private static IEnumerable<string> Data(ExperimentResult result, ReportMetric head)
    {
        var gain = Math.Abs(head.Estimate.Value - head.Baseline);
        if (double.IsFinite(head.Estimate.Low) && head.Estimate.High - head.Estimate.Low > Wide * gain)
        {
            yield return "The score is uncertain for lack of rows: with more rows both the model and what is known of it get better.";
        }

        if (result.Task != PredictionTask.Regression)
        {
            var rarest = result.ValidationLabels.GroupBy(label => label).MinBy(group => group.Count())!;
            if (rarest.Count() < FewOfAClass)
            {
                var name = ReportRows.Validation(result).ClassName((int)rarest.Key);
                yield return $"“{HtmlText.Short(name)}” stands in {HtmlText.Count(rarest.Count())} of the judged rows only: more rows of it would help most.";
            }
        }
    }

    private static IEnumerable<string> Columns(ExperimentResult result, ColumnImportance importance)
    {
        var sum = importance.Columns.Sum(column => Math.Max(0, column.Loss));
        if (importance.Columns.Count > 1 && sum > 0 && importance.Columns[0].Loss > Alone * sum)
        {
            yield return $"Nearly all of what the model knows comes from “{HtmlText.Short(importance.Columns[0].Name, 40)}”. Make sure that its value is known at the time of the prediction; if it is, look for more columns like it.";
        }

        var idle = importance.Columns.Count(column => column.Loss <= 0);
        if (idle > importance.Columns.Count / 2 && importance.Columns.Count >= 10 && importance.Unmeasured == 0)
        {
            yield return $"{HtmlText.Count(idle)} of {HtmlText.Count(importance.Columns.Count)} columns add nothing that can be measured here: without them the model is faster and needs less data.";
        }
    }
}
