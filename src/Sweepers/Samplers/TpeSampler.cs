using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Samplers.Parzen;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>
/// Tree-structured Parzen estimator: draws candidates from a density of the good trials and takes the one that is likeliest under it compared
/// with a density of the others.
/// </summary>
/// <remarks>
/// Bergstra, Bardenet, Bengio, Kegl: Algorithms for hyper-parameter optimization, NeurIPS 2011. Learns from the largest budget on which at least
/// <see cref="TpeOptions.StartupTrials"/> trials have a value. Running trials count as bad (constant liar), so that parallel draws keep apart.
/// </remarks>
public sealed class TpeSampler : ISampler
{
    private readonly TpeOptions _options;
    private readonly RandomSampler _random;
    private readonly ObservationLog _log = new();
    private Dimension[]? _dimensions;

    /// <summary>A TPE sampler.</summary>
    /// <param name="options">How it learns; defaults when null.</param>
    /// <param name="stratifyBy">A choice parameter whose values take turns in the random draws; null, the default, means a plain draw.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public TpeSampler(TpeOptions? options = null, string? stratifyBy = null)
    {
        _random = new RandomSampler(stratifyBy);
        _options = options ?? new TpeOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space) => _random.Check(space);

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _log.Update(context);
        var random = new SeededRandom(context.Seed, context.Index);
        if (_log.Largest(_options.StartupTrials) is not { } table || (_options.RandomShare > 0 && random.NextDouble() < _options.RandomShare))
        {
            return _random.Sample(context);
        }

        _dimensions ??= [.. context.Space.Parameters.Select(p => new Dimension(p))];
        var good = new bool[table.Count];
        table.ByLoss.GetRange(0, GoodOf(table.Count)).ForEach(row => good[row] = true);
        bool joint = _options.Multivariate ?? context.Index % 2 == 0;
        var better = Density(table, good, [], joint);
        var worse = Density(table, [.. good.Select(isGood => !isGood)], _log.Open(context), joint);
        for (int i = 0; i < TpeDefaults.Redraws; i++)
        {
            if (BestNew(context, better, worse, random) is { } found)
            {
                return found;
            }
        }

        return _random.Sample(context);
    }

    private int GoodOf(int count) => Math.Min((int)Math.Ceiling(_options.GoodShare * count), _options.MostGood);

    private ParzenDensity Density(ObservationTable table, bool[] wanted, List<double[]> pending, bool joint) =>
        new(_dimensions!, Kernels.Of(table, wanted, pending, _dimensions!.Length), joint);

    private Configuration? BestNew(SamplingContext context, ParzenDensity better, ParzenDensity worse, SeededRandom random)
    {
        var (best, bestScore) = ((Configuration?)null, double.NegativeInfinity);
        for (int i = 0; i < _options.Candidates; i++)
        {
            var point = better.Sample(context.Space, random);
            double score = better.Log(point) - worse.Log(point);
            if (score > bestScore && context.Space.Build((parameter, d) => parameter.FromUnit(point[d])) is var candidate && !context.IsKnown(candidate))
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }
}
