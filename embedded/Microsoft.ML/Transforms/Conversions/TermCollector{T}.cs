using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects different values in the order they are met, up to a number of them. Missing values are left out.</summary>
internal abstract class TermCollector<T>
{
    /// <summary>Takes values.</summary>
    public abstract void Take(ReadOnlySpan<T> values);

    /// <summary>Takes one value.</summary>
    public abstract void Take(in T value);

    /// <summary>The values met.</summary>
    public abstract T[] Finish();

    public static TermCollector<T> Create(PrimitiveDataViewType type, int limit) => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (TermCollector<T>)(object)new Texts(limit)
        : new Others(type, limit);

    private sealed class Texts(int limit) : TermCollector<ReadOnlyMemory<char>>
    {
        private readonly TextTerms _terms = new();

        public override void Take(ReadOnlySpan<ReadOnlyMemory<char>> values)
        {
            foreach (ref readonly var value in values)
            {
                Take(value);
            }
        }

        public override void Take(in ReadOnlyMemory<char> value)
        {
            if (!value.IsEmpty && _terms.Count < limit)
            {
                _terms.Add(value);
            }
        }

        public override ReadOnlyMemory<char>[] Finish() => _terms.Values.ToArray();
    }

    private sealed class Others(PrimitiveDataViewType type, int limit) : TermCollector<T>
    {
        private readonly HashSet<T> _seen = [];
        private readonly List<T> _values = [];
        private readonly TermMissing<T> _missing = TermComparers.Missing<T>(type);

        public override void Take(ReadOnlySpan<T> values)
        {
            foreach (ref readonly var value in values)
            {
                Take(value);
            }
        }

        public override void Take(in T value)
        {
            if (_values.Count < limit && !_missing(value) && _seen.Add(value))
            {
                _values.Add(value);
            }
        }

        public override T[] Finish() => [.. _values];
    }
}
