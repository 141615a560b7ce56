using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Data;

/// <summary>The values of several columns, one after another.</summary>
internal sealed class JoinedFeatures : FeatureSource
{
    private readonly FeatureSource[] _parts;
    private readonly int[] _offsets;

    /// <param name="row">The row the columns are of.</param>
    /// <param name="columns">Singles and vectors of known size.</param>
    public JoinedFeatures(DataViewRow row, DataViewSchema.Column[] columns)
    {
        _parts = Array.ConvertAll(columns, column => Create(row, row.Schema[column.Index]));
        _offsets = new int[columns.Length + 1];
        for (var i = 0; i < columns.Length; i++)
        {
            _offsets[i + 1] = checked(_offsets[i] + columns[i].Type.ValueCount());
        }
    }

    public override void Write(Span<float> target)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].Write(target[_offsets[i].._offsets[i + 1]]);
        }
    }

    public override void Write(TreeBlock block, int row, int offset)
    {
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i].Write(block, row, offset + _offsets[i]);
        }
    }
}
