using MLNetTuning.Sweepers.Samplers.LowDiscrepancy;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Quasi-random search: a scrambled Sobol sequence, which covers the space more evenly than chance. Best in rounds of a power of two.</summary>
/// <remarks>Up to 64 parameters follow Joe and Kuo's sequence; further ones repeat it in another order and with other digits.</remarks>
public sealed class QuasiRandomSampler : ISampler
{
    private readonly RandomSampler _random = new();
    private (long Seed, int Dimensions, ScrambledSobol Points)? _sequence;

    /// <inheritdoc/>
    public void Check(SearchSpace space) => ArgumentNullException.ThrowIfNull(space);

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int dimensions = context.Space.Parameters.Count;
        if (_sequence is not { } sequence || (sequence.Seed, sequence.Dimensions) != (context.Seed, dimensions))
        {
            _sequence = sequence = (context.Seed, dimensions, new ScrambledSobol(dimensions, context.Seed));
        }

        var drawn = context.Space.Build((parameter, d) => parameter.FromUnit(sequence.Points.At(context.Index, d)));
        return context.IsKnown(drawn) ? _random.Sample(context) : drawn;
    }
}
