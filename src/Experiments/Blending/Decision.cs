namespace MLNetTuning.Experiments.Blending;

/// <summary>How a class is decided on, given probabilities.</summary>
/// <param name="Threshold">Two classes: the probability above which class 1 is answered.</param>
/// <param name="Weights">Several classes: what each one's probability is multiplied with before the highest wins; empty for all 1.</param>
internal sealed record Decision(float Threshold, IReadOnlyList<float> Weights)
{
    /// <summary>The most probable class.</summary>
    public static Decision Likeliest { get; } = new(0.5f, []);
}
