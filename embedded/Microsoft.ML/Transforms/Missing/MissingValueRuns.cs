using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Values with the missing ones replaced, many at a time.</summary>
internal sealed class MissingValueRuns<T>(ColumnRuns<T> source, T replacement) : ColumnRuns<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T[] _values = [];

    public override ReadOnlySpan<T> Next()
    {
        var run = source.Next();
        if (_values.Length < run.Length)
        {
            _values = new T[run.Length];
        }

        for (var i = 0; i < run.Length; i++)
        {
            _values[i] = T.IsNaN(run[i]) ? replacement : run[i];
        }

        return _values.AsSpan(0, run.Length);
    }
}
