namespace MLNetTuning.Trainers.Training;

/// <summary>How the learning rate moves over the horizon; t runs from 0 at the first step to 1 at the last.</summary>
public enum LearningRateSchedule
{
    /// <summary>Stays as it is.</summary>
    Constant,

    /// <summary>(1 + cos(pi t)) / 2: from the full rate to 0 (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>(1 - cos(2 pi log2(1 + 15 t))) / 2: four cycles over log time, 0 at t = 1/15, 1/5, 7/15 and 1 (RealMLP, Holzmüller et al. 2024).</summary>
    CosLog4,

    /// <summary>The full rate up to t = 1/2, then half a cosine down to 0.</summary>
    FlatCosine,
}
