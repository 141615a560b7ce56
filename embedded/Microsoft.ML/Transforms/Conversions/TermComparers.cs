using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>How values are compared when they are numbered: text character by character, NaN, empty text and key 0 missing.</summary>
internal static class TermComparers
{
    public static IEqualityComparer<T> Equality<T>() => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (IEqualityComparer<T>)(object)TextEquality.Instance
        : EqualityComparer<T>.Default;

    public static IComparer<T> Order<T>() => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (IComparer<T>)(object)TextOrder.Instance
        : Comparer<T>.Default;

    public static TermMissing<T> Missing<T>(PrimitiveDataViewType type)
    {
        Delegate test = type switch
        {
            TextDataViewType => (TermMissing<ReadOnlyMemory<char>>)((in ReadOnlyMemory<char> v) => v.IsEmpty),
            KeyDataViewType => (TermMissing<T>)((in T v) => EqualityComparer<T>.Default.Equals(v, default!)),
            _ when typeof(T) == typeof(float) => (TermMissing<float>)((in float v) => float.IsNaN(v)),
            _ when typeof(T) == typeof(double) => (TermMissing<double>)((in double v) => double.IsNaN(v)),
            _ => (TermMissing<T>)((in T _) => false),
        };
        return (TermMissing<T>)test;
    }

    private sealed class TextEquality : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public static TextEquality Instance { get; } = new();

        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);
    }

    private sealed class TextOrder : IComparer<ReadOnlyMemory<char>>
    {
        public static TextOrder Instance { get; } = new();

        public int Compare(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceCompareTo(y.Span);
    }
}
