namespace MLNetTuning.Trainers.Training;

/// <summary>How the learning rate (or dropout, or decay) moves; t runs from 0 at the first step to 1 at the horizon, e counts epochs, in parts too.</summary>
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

    /// <summary>Times <see cref="ScheduleShape.Factor"/> after every <see cref="ScheduleShape.Every"/> epochs.</summary>
    Step,

    /// <summary>Factor^(e / Every), without steps.</summary>
    Exponential,

    /// <summary>1 / (1 + (1 / Factor - 1) e / Every): Factor of the full rate after Every epochs, a hyperbola on.</summary>
    InverseTime,

    /// <summary>A cosine to 0 over Every epochs, then again from the full rate over <see cref="ScheduleShape.Growth"/> times as many (Loshchilov and Hutter 2017).</summary>
    CosineRestarts,

    /// <summary>From 1/25 up to the full rate over the first 30 % and down to 1/250,000 at the end, both by cosines (Smith and Topin 2018, as in PyTorch).</summary>
    OneCycle,

    /// <summary>Times Factor whenever the watched value has not improved for Every epochs. Needs a validation part; for the learning rate only.</summary>
    Plateau,
}
