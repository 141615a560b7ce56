namespace MLNetTuning.Trainers.Portable;

/// <summary>On which scale an ensemble averages its members' predictions.</summary>
public enum AveragingKind
{
    /// <summary>Probabilities (binary, multiclass) or values (regression).</summary>
    Mean,

    /// <summary>Logits (binary) or logarithms of the probabilities (multiclass): a geometric mean, in which a sure member counts for more.</summary>
    Logit,

    /// <summary>Binary: the share of known predictions of the same member that lie below. For members whose scales differ; the result is a rank until it is calibrated.</summary>
    Rank,

    /// <summary>The weighted median of probabilities or values: one wild member changes nothing.</summary>
    Median,
}
