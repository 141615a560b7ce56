using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a column in the order they are met, up to a number of them.</summary>
internal sealed class TermLearner<T> : ITermLearner
    where T : notnull
{
    private readonly PrimitiveDataViewType _type;
    private readonly int _limit;
    private readonly bool _sort;
    private readonly HashSet<T> _seen = new(TermComparers.Equality<T>());
    private readonly List<T> _values = [];
    private readonly Action _process;
    private readonly TermMissing<T> _missing;

    public TermLearner(PrimitiveDataViewType type, DataViewRow row, DataViewSchema.Column column, int limit, bool sort)
    {
        _type = type;
        _limit = limit;
        _sort = sort;
        _missing = TermComparers.Missing<T>(type);
        _process = column.Type is VectorDataViewType ? Vector(row.GetGetter<VBuffer<T>>(column)) : Scalar(row.GetGetter<T>(column));
    }

    public void Process() => _process();

    public TermMap Finish()
    {
        if (_sort)
        {
            _values.Sort(TermComparers.Order<T>());
        }

        return new TermMap<T>(_type, _values.ToArray());
    }

    private Action Scalar(ValueGetter<T> getter)
    {
        T value = default!;
        return () =>
        {
            getter(ref value);
            Take(value);
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
                foreach (ref readonly var value in vector.GetValues())
                {
                    Take(value);
                }

                return;
            }

            // The items that are not explicit are values too, met at their places.
            foreach (var value in vector.DenseValues())
            {
                Take(value);
            }
        };
    }

    private void Take(in T value)
    {
        if (_values.Count < _limit && !_missing(value) && _seen.Add(value))
        {
            _values.Add(value);
        }
    }
}
