namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>How a population trains: its size, how often its members are compared, and how the losers change.</summary>
/// <remarks>Jaderberg, Dalibard, Osindero, Czarnecki, Donahue, Razavi, Vinyals, Green, Dunning, Simonyan, Fernando, Kavukcuoglu: Population based training of neural networks, arXiv 1711.09846 (2017).</remarks>
public sealed class PopulationOptions
{
    /// <summary>How many members train side by side; 20 by default, at least 2.</summary>
    public int Population { get; init; } = PopulationDefaults.Population;

    /// <summary>How often the members are compared; 10 by default, at least 1. Each generation of each member is a trial.</summary>
    public int Generations { get; init; } = PopulationDefaults.Generations;

    /// <summary>The budget of one generation, in epochs or trees; 6 by default, above 0. The horizon is this times <see cref="Generations"/>.</summary>
    public double Interval { get; init; } = PopulationDefaults.Interval;

    /// <summary>The share of the worst that go on from a copy of one of as many best; 0.25 by default, above 0 and at most 0.5.</summary>
    public double Truncation { get; init; } = PopulationDefaults.Truncation;

    /// <summary>The chance that a copied setting is drawn anew instead of moved; 0.25 by default, 0 to 1.</summary>
    public double ResampleShare { get; init; } = PopulationDefaults.ResampleShare;

    /// <summary>
    /// How far a copied setting is moved: times one more or less this share; 0.2 by default, above 0 and below 1. On a reverse log scale the distance
    /// to 1 is moved; settings of few values go to a neighbour; unordered choices stay unless they are drawn anew.
    /// </summary>
    public double Perturbation { get; init; } = PopulationDefaults.Perturbation;

    /// <summary>
    /// The parameters that may change while training goes on (rates, momentum, dropout, decay); null, the default, means all. The others stay as they
    /// were drawn: a network of another width cannot go on from a checkpoint.
    /// </summary>
    public IReadOnlyList<string>? Changing { get; init; }

    /// <summary>
    /// Whether a member is compared when it is ready, with those that have come as far by then, instead of waiting for its whole generation. False by default: the trials are
    /// then the same at any concurrency. For many workers, or members of very different speed.
    /// </summary>
    public bool Asynchronous { get; init; }

    internal void Validate()
    {
        var errors = new List<string>();
        Messages.Require(Population >= 2, errors, $"Population is {Population}. Allowed: at least 2.");
        Messages.Require(Generations >= 1, errors, $"Generations is {Generations}. Allowed: at least 1.");
        Messages.Require(Interval > 0 && double.IsFinite(Interval), errors, $"Interval is {Messages.Number(Interval)}. Allowed: finite, above 0.");
        Messages.Require(Truncation is > 0 and <= 0.5, errors, $"Truncation is {Messages.Number(Truncation)}. Allowed: above 0, at most 0.5.");
        Messages.Require(ResampleShare is >= 0 and <= 1, errors, $"ResampleShare is {Messages.Number(ResampleShare)}. Allowed: 0 to 1.");
        Messages.Require(Perturbation is > 0 and < 1, errors, $"Perturbation is {Messages.Number(Perturbation)}. Allowed: above 0 and below 1.");
        Messages.Require(Changing is null || Changing.All(n => n is not null), errors, "Changing contains null. Name parameters, or leave it null for all.");
        Messages.Require((long)Population * Generations <= HyperbandPlanner.LargestPlan, errors,
            $"The plan has {(long)Population * Generations} trials. Allowed: at most {HyperbandPlanner.LargestPlan}.");
        Messages.ThrowIfAny(nameof(PopulationOptions), errors);
    }
}
