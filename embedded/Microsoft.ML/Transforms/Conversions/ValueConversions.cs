using System.Globalization;
using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>
/// The standard conversions: among signed and among unsigned integers, from integers to floating point, from numbers to truth values, from
/// truth values to signed integers and floating point, from times to Int64 and floating point (ticks), from all to text and from text to all.
/// Text that cannot be read becomes NaN, 0 or false, and is an error where a signed integer is asked for. An unsigned integer that does not fit becomes 0.
/// </summary>
internal static class ValueConversions
{
    private static readonly MethodInfo s_find = typeof(ValueConversions).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Single(static m => m.Name == nameof(Find) && m.IsGenericMethod);

    /// <summary>A conversion between types; null where there is none.</summary>
    public static Delegate? Find(PrimitiveDataViewType source, PrimitiveDataViewType target) =>
        (Delegate?)s_find.MakeGenericMethod(source.RawType, target.RawType).Invoke(null, [target]);

    public static ValueMap<TIn, TOut>? Find<TIn, TOut>(PrimitiveDataViewType target)
    {
        if (typeof(TIn) == typeof(TOut) && target is not KeyDataViewType)
        {
            if (target is TimeSpanDataViewType or DateTimeOffsetDataViewType)
            {
                return null;
            }

            return (ValueMap<TIn, TOut>)(Delegate)(ValueMap<TIn, TIn>)((in TIn v, ref TIn t) => t = v);
        }

        if (typeof(TIn) == typeof(ReadOnlyMemory<char>))
        {
            return (ValueMap<TIn, TOut>)FromText<TOut>(target);
        }

        if (typeof(TOut) == typeof(ReadOnlyMemory<char>))
        {
            return (ValueMap<TIn, TOut>)ToText<TIn>();
        }

        if (target is KeyDataViewType)
        {
            return null;
        }

        return typeof(TOut) == typeof(bool) ? ToBoolean<TIn, TOut>() : NumberConversions.Find<TIn, TOut>();
    }

    /// <summary>A key in another width; what does not fit is missing.</summary>
    public static ValueMap<TIn, TOut> Keys<TIn, TOut>(ulong count)
    {
        var read = NumberConversions.ToUInt64<TIn>()!;
        var write = NumberConversions.FromUInt64<TOut>()!;
        return (in TIn v, ref TOut t) =>
        {
            var key = read(v);
            t = write(key <= count ? key : 0);
        };
    }

    private static Delegate FromText<TOut>(PrimitiveDataViewType target)
    {
        if (target is RowIdDataViewType)
        {
            return null!;
        }

        var parser = TextParsers.For<TOut>(target, emptyIsNaN: false, '.');
        if (!NumberConversions.IsSigned<TOut>())
        {
            return (ValueMap<ReadOnlyMemory<char>, TOut>)((in ReadOnlyMemory<char> v, ref TOut t) => parser(v.Span, out t));
        }

        // A signed integer has no missing value.
        return (ValueMap<ReadOnlyMemory<char>, TOut>)((in ReadOnlyMemory<char> v, ref TOut t) =>
        {
            if (!parser(v.Span, out t))
            {
                throw new InvalidOperationException($"The text '{v}' is no {target}. Convert to Single or Double to have it as NaN.");
            }
        });
    }

    private static Delegate ToText<TIn>()
    {
        var format = typeof(TIn) == typeof(float) ? "G7"
            : typeof(TIn) == typeof(double) ? "G17"
            : typeof(TIn) == typeof(TimeSpan) ? "c"
            : typeof(TIn) == typeof(DateTime) || typeof(TIn) == typeof(DateTimeOffset) ? "o"
            : null;
        return (ValueMap<TIn, ReadOnlyMemory<char>>)((in TIn v, ref ReadOnlyMemory<char> t) =>
            t = (v is IFormattable f ? f.ToString(format, CultureInfo.InvariantCulture) : v!.ToString()).AsMemory());
    }

    private static ValueMap<TIn, TOut>? ToBoolean<TIn, TOut>()
    {
        if (NumberConversions.ToDouble<TIn>() is not { } read || typeof(TIn) == typeof(bool) || NumberConversions.IsTime<TIn>())
        {
            return null;
        }

        ValueMap<TIn, bool> map = (in TIn v, ref bool t) => t = read(v) != 0;
        return (ValueMap<TIn, TOut>)(Delegate)map;
    }
}
