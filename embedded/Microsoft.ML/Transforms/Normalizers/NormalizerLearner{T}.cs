using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the scaling of one column of a type, row by row or many rows at a time.</summary>
internal abstract class NormalizerLearner<T>(NormalizerSettings settings) : NormalizerLearner
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected NormalizerSettings Settings => settings;

    public override Action? Whole(IDataView input, DataViewSchema.Column column) => ColumnRuns.Of<T>(input, column) is { } runs ? () => TakeAll(runs) : null;

    /// <summary>Takes values of a scalar column.</summary>
    protected abstract void Take(ReadOnlySpan<T> values);

    private void TakeAll(ColumnRuns<T> runs)
    {
        var left = settings.MaximumExampleCount;
        for (var run = runs.Next(); !run.IsEmpty && left > 0; run = runs.Next())
        {
            var values = run.Length > left ? run[..(int)left] : run;
            Take(values);
            left -= values.Length;
        }
    }
}
