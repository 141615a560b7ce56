namespace MLNetTuning.Trainers.Encoding;

/// <summary>How <see cref="FeatureScaler"/> brings features to one scale.</summary>
public enum FeatureScaling
{
    /// <summary>Less the mean, divided by the standard deviation.</summary>
    MeanVariance,

    /// <summary>Less the median, divided by the interquartile range, then x / sqrt(1 + (x/3)²), which keeps within +-3 (RealMLP, Holzmüller et al. 2024).</summary>
    RobustSmoothClip,

    /// <summary>The share of training values below, between up to 1,000 quantiles, as a quantile of the normal distribution; within +-5.2 (TabM, Gorishniy et al. 2025).</summary>
    QuantileNormal,
}
