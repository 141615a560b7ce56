using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Proposes where to try next.</summary>
/// <remarks>
/// One instance belongs to one study. The study is the only caller and calls under its lock, one draw after another with
/// <see cref="SamplingContext.Index"/> growing by one, so an implementation needs no locks and must not block. A draw depends on
/// the context alone (its seed, index and trials): a sampler may remember what it worked out, but a new instance that is given the same context
/// must draw the same, because that is how a study goes on after its process was killed. All randomness comes from the seed. Trials whose
/// objective threw or was NaN or infinite have no value and must not be taken for good or for bad ones. Nothing in the
/// context may be changed, or kept after the call.
/// </remarks>
public interface ISampler
{
    /// <summary>The next configuration, or null when there is none left that has not been tried.</summary>
    /// <param name="context">What is known.</param>
    Configuration? Sample(SamplingContext context);

    /// <summary>Throws when the sampler cannot work on a space; called once, before the first draw.</summary>
    /// <param name="space">The space of the study.</param>
    /// <exception cref="ArgumentException">An option does not fit the space; the message says which and what to do.</exception>
    void Check(SearchSpace space);
}
