using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads integers of any size.</summary>
internal readonly struct IntegerFieldParser<T>(TextParser<T> others) : IFieldParser<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public bool IsTolerant => false;

    public bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        if (Utf8Numbers.TryInteger(text, out var number))
        {
            value = T.CreateTruncating(number);
            if (long.CreateTruncating(value) == number && (number >= 0 || T.MinValue < T.Zero))
            {
                return true;
            }
        }

        return TextField.TryParse(text, others, out value);
    }
}
