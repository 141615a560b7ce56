using System.Globalization;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Reports;

/// <summary>What the sweeper did: the boxes of a coarse-to-fine search, the rungs of one that trains in steps.</summary>
internal static class SweepSection
{
    private const double Narrowed = 0.999;

    public static void Write(HtmlWriter html, ExperimentResult result)
    {
        if (result.Details.Sweep is not { } sweep || sweep.Steps.All(step => step.IsAdopted))
        {
            return;
        }

        html.OpenSection("sweep", "What the sweeper did", $"After the usual configurations, “{sweep.Sweeper.Split('(')[0]}” said what to try: {HtmlText.Count(sweep.Steps.Count(step => !step.IsAdopted))} trials. It compared them by {sweep.ValueName} on validation rows.");
        Rungs(html, sweep);
        Boxes(html, sweep.Rounds);
        html.Element("p", $"Its plan: {sweep.Sweeper}.", "sub").Close();
    }

    private static void Rungs(HtmlWriter html, SweepTrace sweep)
    {
        SweepStep[] steps = [.. sweep.Steps.Where(step => !step.IsAdopted)];
        if (steps.All(step => step.Share == 1 && step.StoppedAt is null))
        {
            return;
        }

        html.Element("h3", "What stopped where");
        html.Element("p", "Every configuration is first trained for a part of its full length. Only the better ones go on from there, so that most of the time goes to those that promise most. Only values after the same part of the training are compared.", "sub");
        double[] shares = [.. steps.Select(step => step.Share).Distinct().Order()];
        html.Table(
            ["Part of the training", "#Trained so far", "#Went on", "#Stopped", "#Failed", $"#Best {sweep.ValueName}"],
            shares.Select(share => Row(sweep, steps, share)));
        html.Open("div", "charts");
        ModelFamily[] families = [.. steps.Select(step => Enum.Parse<ModelFamily>(step.Family)).Distinct().Order()];
        (string, string)[] legend = [.. families.Select(family => (FamilyTraces.NameOf(family), FamilyTraces.ColorOf(family)))];
        html.Figure("How many configurations were trained so far", RungDrawing.Counts(steps, shares), legend);
        html.Figure("Each configuration from step to step", RungDrawing.Paths(sweep, steps), legend);
        html.Close();
    }

    private static string[] Row(SweepTrace sweep, SweepStep[] steps, double share)
    {
        SweepStep[] here = [.. steps.Where(step => step.Share == share)];
        var parents = steps.Select(step => step.Parent).OfType<int>().ToHashSet();
        var wentOn = here.Count(step => parents.Contains(step.Id));
        var failed = here.Count(step => step.State == TrialState.Failed);
        var values = here.Where(step => step.StoppedAt is null).Select(step => step.Value).OfType<double>().DefaultIfEmpty(double.NaN);
        return
        [
            share == 1 ? "all of it" : HtmlText.Percent(share), HtmlText.Count(here.Length), share == 1 ? "–" : HtmlText.Count(wentOn),
            share == 1 ? HtmlText.Count(here.Count(step => step.StoppedAt is not null)) : HtmlText.Count(here.Length - wentOn - failed), HtmlText.Count(failed),
            HtmlText.Number(sweep.HigherIsBetter ? values.Max() : values.Min()),
        ];
    }

    private static void Boxes(HtmlWriter html, IReadOnlyList<SweepRound> rounds)
    {
        if (rounds.Count < 2)
        {
            return;
        }

        html.Element("h3", "From coarse to fine: the ranges searched in each round");
        html.Element("p", "The first round looks everywhere; each later one looks closer around the best found so far. Bars show the range of each round on its own scale, the line the best configuration of all. A tenth of the later trials looked everywhere all the same.", "sub");
        html.Open("div", "charts");
        var names = rounds[0].Sides.Select((side, i) => (side.Name, Place: i)).ToArray();
        foreach (var (name, place) in names)
        {
            SweepSide[] sides = [.. rounds.Select(round => round.Sides[place])];
            if (sides.All(side => side.Values is null) && sides.Any(side => side.High - side.Low < Narrowed))
            {
                var title = SettingNames.Long(name) + (sides[^1].IsAtEdge ? " (the best is at the end of the range)" : string.Empty);
                html.Figure(title, BoxDrawing.ToSvg(title, sides, SettingNames.FamilyOf(name) is { } family ? FamilyTraces.ColorOf(family) : "c4"));
            }
        }

        html.Close();
        var choices = names.Where(one => rounds.All(round => round.Sides[one.Place].Values is not null) && rounds.Select(round => round.Sides[one.Place].Values!.Count).Distinct().Count() > 1).ToArray();
        if (choices.Length > 0)
        {
            html.Table(
                ["Choices still in play", .. rounds.Select(round => "Round " + (round.Round + 1).ToString(CultureInfo.InvariantCulture))],
                choices.Select(one => (string[])[SettingNames.Long(one.Name), .. rounds.Select(round => string.Join(", ", round.Sides[one.Place].Values!.Select(Word)))]));
        }
    }

    private static string Word(string value) => value switch
    {
        "true" or "True" => "yes",
        "false" or "False" => "no",
        _ => Enum.TryParse<ModelFamily>(value, out var family) ? FamilyTraces.NameOf(family).ToLowerInvariant() : value,
    };
}
