using MLNetTuning.Experiments.Tables;

namespace MLNetTuning.Experiments.Features;

/// <summary>A column and what it is taken for.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What it is taken for.</param>
internal sealed record Feature(TableColumn Column, FeatureKind Kind)
{
    /// <summary>For dates whether 2/3/2024 is the second of March.</summary>
    public bool DayFirst { get; init; }

    /// <summary>Whether what it becomes depends on the rows learnt from.</summary>
    public bool IsFitted => Kind is FeatureKind.ManyCategories or FeatureKind.Text;
}
