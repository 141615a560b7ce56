using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>
/// Searches in rounds: the first over the whole space, each later one in a box around the best trials so far. A box shrinks on each parameter's
/// own scale, moves, and grows again where the best trial sits on its wall.
/// </summary>
/// <remarks>
/// Within a round the draws form a Latin hypercube (McKay, Beckman, Conover, Technometrics 21, 1979): every parameter is covered evenly,
/// choices included. <see cref="Sweeper.CoarseToFine"/> waits for a round to end before it draws the next.
/// </remarks>
public sealed class CoarseToFineSampler : ISampler
{
    private readonly CoarseToFineOptions _options;
    private readonly RandomSampler _everywhere = new();
    private readonly DrawHistory _history = new();
    private IReadOnlyList<SearchBox> _settled = [];

    /// <summary>A coarse-to-fine sampler.</summary>
    /// <param name="options">Rounds and shrinking; defaults when null. The number of rounds is the scheduler's affair: the sampler has no end.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public CoarseToFineSampler(CoarseToFineOptions? options = null)
    {
        _options = options ?? new CoarseToFineOptions();
        _options.Validate();
    }

    /// <summary>The boxes of the rounds that have begun, for a report: see <see cref="BoxSide.AtEdge"/>. Replaced, never changed, by a draw.</summary>
    public IReadOnlyList<SearchBox> Boxes { get; private set; } = [];

    /// <summary>The boxes of the rounds a study has begun, worked out from its trials: those of a study read back, too.</summary>
    /// <param name="study">A study with this sampler.</param>
    public IReadOnlyList<SearchBox> BoxesOf(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var trials = study.Trials;
        int drawn = trials.Count(t => t.ParentId is null);
        return new BoxShrinker(study.Space, study.Direction, _options).Boxes(trials, Math.Max(0, drawn - 1) / _options.TrialsPerRound, []);
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space) => ArgumentNullException.ThrowIfNull(space);

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int round = context.Index / _options.TrialsPerRound;
        Boxes = FindBoxes(context, round);
        var random = new SeededRandom(context.Seed, context.Index);
        if (round > 0 && random.NextDouble() < _options.ExploreShare)
        {
            return _everywhere.Sample(context);
        }

        var drawn = Draw(Boxes[round], dimension => LatinUnit(context, round, dimension, random));
        for (int i = 0; i < CoarseToFineDefaults.Redraws && context.IsKnown(drawn); i++)
        {
            drawn = Draw(Boxes[round], _ => random.NextDouble());
        }

        // A box that is used up is no reason to stop: the rest of the space may have something new.
        return context.IsKnown(drawn) ? _everywhere.Sample(context) : drawn;

        Configuration Draw(SearchBox box, Func<int, double> unit) => context.Space.Build((parameter, i) => Value(box.Sides[i], unit(i)));
    }

    // Promotions bring values of larger budgets, which may change any box: then all are worked out anew.
    private List<SearchBox> FindBoxes(SamplingContext context, int round)
    {
        _history.Update(context);
        bool plain = _history.Count == context.Trials.Count;
        var boxes = new BoxShrinker(context.Space, context.Direction, _options).Boxes(context.Trials, round, plain ? _settled : []);
        _settled = plain ? [.. boxes.Take(1 + _history.Settled / _options.TrialsPerRound)] : [];
        return boxes;
    }

    private static ParameterValue Value(BoxSide side, double unit) => side.Choices is { } choices
        ? choices[Math.Min((int)(unit * choices.Count), choices.Count - 1)]
        : side.Parameter.FromUnit(Math.Clamp(side.Low + unit * side.Width, 0, 1));

    // Draw n of a round takes cell n of a random order of the round's cells, another order for each parameter.
    private double LatinUnit(SamplingContext context, int round, int dimension, SeededRandom random)
    {
        long stream = -1 - ((long)round << 20) - dimension;
        int cell = new SeededRandom(context.Seed, stream).Permutation(_options.TrialsPerRound)[context.Index % _options.TrialsPerRound];
        return (cell + random.NextDouble()) / _options.TrialsPerRound;
    }
}
