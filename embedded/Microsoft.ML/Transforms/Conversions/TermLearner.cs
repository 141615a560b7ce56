using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a column in the order they are met, up to a number of them.</summary>
internal sealed class TermLearner<T> : ITermLearner
    where T : notnull
{
    private readonly PrimitiveDataViewType _type;
    private readonly bool _sort;
    private readonly TermCollector<T> _collector;
    private readonly Lazy<Action> _process;

    public TermLearner(PrimitiveDataViewType type, DataViewRow row, DataViewSchema.Column column, int limit, bool sort)
    {
        _type = type;
        _sort = sort;
        _collector = TermCollector<T>.Create(type, limit);
        _process = new Lazy<Action>(() => column.Type is VectorDataViewType ? Vector(row.GetGetter<VBuffer<T>>(column)) : Scalar(row.GetGetter<T>(column)));
    }

    public void Process() => _process.Value();

    public Action? Whole(IDataView input, DataViewSchema.Column column) =>
        ColumnRuns.Of<T>(input, column, distinct: true) is { } runs ? () => TakeAll(runs) : null;

    public TermMap Finish()
    {
        var values = _collector.Finish();
        if (_sort)
        {
            Array.Sort(values, TermComparers.Order<T>());
        }

        return new TermMap<T>(_type, values);
    }

    private void TakeAll(ColumnRuns<T> runs)
    {
        for (var run = runs.Next(); !run.IsEmpty; run = runs.Next())
        {
            _collector.Take(run);
        }
    }

    private Action Scalar(ValueGetter<T> getter)
    {
        T value = default!;
        return () =>
        {
            getter(ref value);
            _collector.Take(value);
        };
    }

    private Action Vector(ValueGetter<VBuffer<T>> getter)
    {
        VBuffer<T> vector = default;
        return () =>
        {
            getter(ref vector);
            if (vector.IsDense)
            {
                _collector.Take(vector.GetValues());
                return;
            }

            // The items that are not explicit are values too, met at their places.
            foreach (var value in vector.DenseValues())
            {
                _collector.Take(value);
            }
        };
    }
}
