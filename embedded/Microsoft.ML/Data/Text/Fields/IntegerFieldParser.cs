using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads integers of any size.</summary>
internal readonly struct IntegerFieldParser<T>(TextParser<T> others) : IFieldParser<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public T Missing => TextField.Missing(others);

    public bool IsTolerant => false;

    public bool TryParse(ReadOnlySpan<byte> bytes, int start, int length, out T value)
    {
        if (Utf8Numbers.TryInteger(bytes, start, length, out var number))
        {
            value = T.CreateTruncating(number);
            if (long.CreateTruncating(value) == number && (number >= 0 || T.MinValue < T.Zero))
            {
                return true;
            }
        }

        return TextField.TryParse(bytes.Slice(start, length), others, out value);
    }
}
