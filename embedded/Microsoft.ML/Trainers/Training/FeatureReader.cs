using Microsoft.ML.Data;
using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers;

/// <summary>Writes a row's vector of features out densely, without allocating.</summary>
internal sealed class FeatureReader
{
    private readonly FeatureSource _source;
    private readonly int _count;

    internal FeatureReader(DataViewRow row, DataViewSchema.Column column, int count)
    {
        _source = FeatureSource.Create(row, column);
        _count = count;
    }

    /// <exception cref="InvalidOperationException">The row's vector has another length.</exception>
    internal void ReadInto(Span<float> row)
    {
        var features = row[.._count];
        features.Clear();
        _source.Write(features);
    }

    /// <summary>Puts the row's features into a block instead.</summary>
    /// <exception cref="InvalidOperationException">The row's vector has another length.</exception>
    internal void ReadInto(TreeBlock block, int row) => _source.Write(block, row, 0);
}
