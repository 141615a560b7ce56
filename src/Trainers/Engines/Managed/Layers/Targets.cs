using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Labels and weights of a batch.</summary>
internal sealed record Targets(FloatBuffer Labels, FloatBuffer Weights);
