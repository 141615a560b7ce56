namespace MLNetTuning.Experiments.Blending;

/// <summary>A way to make an ensemble.</summary>
/// <param name="Make">Makes it from some rows.</param>
/// <param name="IsSimple">Whether it has no more numbers than the average; others must be better beyond doubt where rows are few.</param>
internal sealed record BlendRecipe(Func<BlendFit, Blend> Make, bool IsSimple);
