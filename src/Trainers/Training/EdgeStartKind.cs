namespace MLNetTuning.Trainers.Training;

/// <summary>Where the edges of piecewise linear embeddings lie; they stay there while training.</summary>
public enum EdgeStartKind
{
    /// <summary>At quantiles of the training rows (Gorishniy, Rubachev and Babenko 2022); those that a repeated value takes up fall together.</summary>
    Quantiles,

    /// <summary>At the bins of histogram boosting: a value that more than a bin's share of the rows has gets a bin alone, and the others share the rest evenly.</summary>
    HistogramBins,
}
