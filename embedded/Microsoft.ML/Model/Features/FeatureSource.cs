using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>
/// Where a row's features come from. A chain of transforms that ends in a vector of features hands the values over one by one, straight from the columns
/// they are computed from: no vector is built on the way, and slots that are 0 cost nothing.
/// </summary>
internal abstract class FeatureSource
{
    /// <summary>The source of a column of numbers; the column's own getter where nothing shorter is known.</summary>
    /// <param name="row">The row or cursor; the column has to be active.</param>
    /// <param name="column">A Single, or a vector of them whose size is known.</param>
    public static FeatureSource Create(DataViewRow row, DataViewSchema.Column column) =>
        (row as IFeatureRow)?.FindFeatures(column)
            ?? (column.Type is VectorDataViewType
                ? new VectorFeatures(row.GetGetter<VBuffer<float>>(column), column)
                : new ScalarFeatures(row.GetGetter<float>(column)));

    /// <summary>Writes the current row's values.</summary>
    /// <param name="target">All 0 before; its length is the number of slots.</param>
    public abstract void Write(Span<float> target);

    /// <summary>Puts the current row's values that are not 0 into a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="row">The row of the block.</param>
    /// <param name="offset">The column of the first slot.</param>
    public abstract void Write(TreeBlock block, int row, int offset);
}
