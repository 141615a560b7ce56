using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the replacement for one column. Items that are not explicit count as 0.</summary>
internal sealed class ReplacementLearner<T> : ReplacementLearner
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReplacementStatistic<T>[] _slots;
    private readonly Action _process;

    public ReplacementLearner(MissingValueReplacingEstimator.ReplacementMode mode, bool bySlot, DataViewRow row, DataViewSchema.Column column)
    {
        var size = bySlot && column.Type is VectorDataViewType { IsKnownSize: true } vector ? vector.Size : 1;
        _slots = Enumerable.Range(0, size).Select(_ => ReplacementStatistic<T>.Create(mode)).ToArray();
        _process = column.Type is VectorDataViewType ? OfVector(row.GetGetter<VBuffer<T>>(column)) : OfScalar(row.GetGetter<T>(column));
    }

    public override void Process() => _process();

    public override Replacement Finish() => new Replacement<T>(Array.ConvertAll(_slots, static s => s.Finish()));

    private Action OfScalar(ValueGetter<T> getter)
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            _slots[0].Add(value);
        };
    }

    private Action OfVector(ValueGetter<VBuffer<T>> getter)
    {
        VBuffer<T> vector = default;
        var items = Array.Empty<T>();
        return () =>
        {
            getter(ref vector);
            if (items.Length < vector.Length)
            {
                items = new T[vector.Length];
            }

            vector.CopyTo(items);
            for (var i = 0; i < vector.Length; i++)
            {
                _slots[_slots.Length == 1 ? 0 : i].Add(items[i]);
            }
        };
    }
}
