using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>
/// The trials by which configurations were first tried, in the order of drawing. Promotions are left out: what a sampler learns step by step must not
/// change after the step.
/// </summary>
/// <remarks>Asked at every draw, it looks at each trial a bounded number of times, however long the study.</remarks>
internal sealed class DrawHistory
{
    private readonly List<int> _ids = [];
    private int _seen;

    /// <summary>How many configurations have been drawn.</summary>
    public int Count => _ids.Count;

    /// <summary>So many of the first trials have all ended: what was worked out from them alone holds for good.</summary>
    public int Settled { get; private set; }

    /// <summary>Takes in what has happened since the last call.</summary>
    public void Update(SamplingContext context)
    {
        for (; _seen < context.Trials.Count; _seen++)
        {
            if (context.Trials[_seen].ParentId is null)
            {
                _ids.Add(_seen);
            }
        }

        while (Settled < _ids.Count && context.Trials[_ids[Settled]].HasEnded)
        {
            Settled++;
        }
    }

    /// <summary>The trial of a draw.</summary>
    public Trial At(SamplingContext context, int draw) => context.Trials[_ids[draw]];
}
