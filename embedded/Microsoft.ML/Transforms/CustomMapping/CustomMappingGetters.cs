using System.Reflection;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Getters that first bring a mapped row up to date.</summary>
internal static class CustomMappingGetters
{
    private static readonly MethodInfo s_wrap = typeof(CustomMappingGetters).GetMethod(nameof(WrapTyped), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Delegate Wrap(Delegate getter, Action refresh) =>
        s_wrap.MakeGenericMethod(getter.GetType().GetGenericArguments()[0]).CreateDelegate<Func<Delegate, Action, Delegate>>()(getter, refresh);

    private static Delegate WrapTyped<T>(Delegate getter, Action refresh)
    {
        var get = (ValueGetter<T>)getter;
        return (ValueGetter<T>)((ref T value) =>
        {
            refresh();
            get(ref value);
        });
    }
}
