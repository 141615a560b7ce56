namespace MLNetTuning.Trainers.Portable;

/// <summary>A fitted model that can hand out its own portable form, where its public parts alone would not do.</summary>
/// <remarks>Called from one thread, any number of times; the result must score like the model itself and share nothing that changes.</remarks>
public interface IPortablePredictorSource
{
    /// <summary>Makes the portable predictor, its link included.</summary>
    PortablePredictor CreatePortablePredictor();
}
