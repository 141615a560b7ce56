using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Draws the box of a round around the best trials of the rounds before, each parameter on its own scale.</summary>
internal sealed class BoxShrinker(SearchSpace space, ObjectiveDirection direction, CoarseToFineOptions options)
{
    private readonly int _elites = Math.Max(2, (int)Math.Ceiling(options.KeepShare * options.TrialsPerRound));

    /// <summary>The boxes of rounds 0 to <paramref name="last"/>, worked out from the trials alone so that a restart finds the same.</summary>
    /// <param name="trials">All trials so far.</param>
    /// <param name="last">The last round wanted.</param>
    /// <param name="known">Boxes of the first rounds, where no trial can change them any more.</param>
    public List<SearchBox> Boxes(IReadOnlyList<Trial> trials, int last, IReadOnlyList<SearchBox> known)
    {
        List<SearchBox> boxes = known.Count > 0 ? [.. known.Take(last + 1)] : [new(0, [.. space.Parameters.Select(Whole)])];
        for (int round = boxes.Count; round <= last; round++)
        {
            var best = Best(trials, round * options.TrialsPerRound);
            var previous = boxes[^1];
            boxes.Add(new(round, [.. previous.Sides.Select(side => Next(side, best))]));
        }

        return boxes;
    }

    private static BoxSide Whole(Parameter parameter) => new() { Parameter = parameter, Choices = IsRange(parameter) ? null : parameter.Levels(int.MaxValue) };

    private static bool IsRange(Parameter parameter) => parameter is FloatParameter or IntParameter or ChoiceParameter { Ordered: true };

    // Values at different budgets are not comparable: the largest budget with enough values counts.
    private List<Configuration> Best(IReadOnlyList<Trial> trials, int drawnBefore)
    {
        var ended = trials.Where(t => t.ConfigurationIndex < drawnBefore && t.Value is not null).GroupBy(t => t.Budget).OrderByDescending(g => g.Key).ToList();
        var level = ended.Find(g => g.Count() >= _elites);
        return level is null ? [] : [.. new TrialRanking(direction).Rank(level).Take(_elites).Select(t => t.Configuration)];
    }

    private BoxSide Next(BoxSide side, List<Configuration> best)
    {
        var values = best.Where(c => c.Contains(side.Parameter.Name)).Select(c => c[side.Parameter.Name]).ToList();
        if (values.Count < 2)
        {
            return side with { Widened = false };
        }

        return side.Choices is { } choices
            ? side with { Choices = [.. side.Parameter.Levels(int.MaxValue).Where(values.Contains)] }
            : Narrow(side, [.. values.Select(side.Parameter.ToUnit)]);
    }

    private BoxSide Narrow(BoxSide side, List<double> units)
    {
        double best = units[0], margin = options.Margin * side.Width, wall = options.WallShare * side.Width;
        double low = units.Min() - margin, high = units.Max() + margin;
        double grow = options.WidenBy * (high - low);
        bool onLow = best - side.Low <= wall, onHigh = side.High - best <= wall;
        bool below = onLow && side.Low > 0, above = onHigh && side.High < 1;
        low = below ? Math.Min(low, side.Low) - grow : low;
        high = above ? Math.Max(high, side.High) + grow : high;
        double most = below || above ? 1 : options.ShrinkFactor * side.Width;
        low = high - low > most ? Math.Clamp(best - most / 2, low, high - most) : low;
        high = Math.Min(high, low + most);
        double missing = Math.Max(0, CoarseToFineDefaults.SmallestSide - (high - low)) / 2;
        return side with
        {
            Low = Math.Clamp(low - missing, 0, 1),
            High = Math.Clamp(high + missing, 0, 1),
            Widened = below || above,
            AtEdge = (onLow && side.Low == 0) || (onHigh && side.High == 1),
        };
    }
}
