namespace MLNetTuning.Trainers.Portable;

/// <summary>One fitted pipeline inside a portable model.</summary>
/// <param name="Featurizer">From raw columns to features.</param>
/// <param name="Predictor">From features to raw outputs.</param>
/// <param name="Weight">Its share in the average; above 0, and relative to the other members' weights. Default 1.</param>
public sealed record PortableMember(PortableFeaturizer Featurizer, PortablePredictor Predictor, float Weight = 1);
