using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>How values are written where they name keys and slots: truth values as 1 and 0, keys from 0, numbers so that they can be read back.</summary>
internal static class ValueNames
{
    public static Func<T, string> Of<T>(PrimitiveDataViewType type)
    {
        if (type is KeyDataViewType)
        {
            var number = NumberConversions.ToUInt64<T>()!;
            return key => number(key) is var value && value == 0 ? "" : (value - 1).ToString(CultureInfo.InvariantCulture);
        }

        if (typeof(T) == typeof(bool))
        {
            return (Func<T, string>)(Delegate)(Func<bool, string>)(static value => value ? "1" : "0");
        }

        if (typeof(T) == typeof(float))
        {
            return (Func<T, string>)(Delegate)(Func<float, string>)(static value => float.IsNaN(value) ? "?" : value.ToString("R", CultureInfo.InvariantCulture));
        }

        if (typeof(T) == typeof(double))
        {
            return (Func<T, string>)(Delegate)(Func<double, string>)(static value => double.IsNaN(value) ? "?" : value.ToString("G17", CultureInfo.InvariantCulture));
        }

        var convert = ValueConversions.Find<T, ReadOnlyMemory<char>>(TextDataViewType.Instance)
            ?? throw new NotSupportedException($"A value of type {type} cannot be written as text.");
        return value =>
        {
            ReadOnlyMemory<char> text = default;
            convert(value, ref text);
            return text.ToString();
        };
    }
}
