using System.Globalization;
using System.Linq.Expressions;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The functions of expressions, by name, with their overloads.</summary>
internal static class ExpressionFunctions
{
    private static readonly Dictionary<string, Delegate[]> s_functions = new(StringComparer.Ordinal)
    {
        ["pi"] = [static () => Math.PI],
        ["na"] = [static (float _) => float.NaN, static (double _) => double.NaN],
        ["default"] =
        [
            static (int _) => 0, static (long _) => 0L, static (float _) => 0f, static (double _) => 0.0, static (bool _) => false,
            static (ReadOnlyMemory<char> _) => default(ReadOnlyMemory<char>),
        ],
        ["abs"] = [(Func<int, int>)Math.Abs, (Func<long, long>)Math.Abs, (Func<float, float>)Math.Abs, (Func<double, double>)Math.Abs],
        ["sign"] =
        [
            static (int a) => Math.Sign(a), static (long a) => (long)Math.Sign(a),
            static (float a) => a > 0 ? 1 : a < 0 ? -1 : a, static (double a) => a > 0 ? 1 : a < 0 ? -1 : a,
        ],
        ["exp"] = Real(Math.Exp),
        ["ln"] = Real(Math.Log),
        ["log"] = [.. Real(Math.Log), .. RealPair(static (double a, double b) => Math.Log(a, b))],
        ["deg"] = Real(static a => a * (180 / Math.PI)),
        ["rad"] = Real(static a => a * (Math.PI / 180)),
        ["sin"] = Real(Math.Sin),
        ["sind"] = Real(static a => Math.Sin(a * (Math.PI / 180))),
        ["cos"] = Real(Math.Cos),
        ["cosd"] = Real(static a => Math.Cos(a * (Math.PI / 180))),
        ["tan"] = Real(Math.Tan),
        ["tand"] = Real(static a => Math.Tan(a * (Math.PI / 180))),
        ["asin"] = Real(Math.Asin),
        ["acos"] = Real(Math.Acos),
        ["atan"] = Real(Math.Atan),
        ["atan2"] = RealPair(static (double y, double x) => double.IsInfinity(y) && double.IsInfinity(x) ? double.NaN : Math.Atan2(y, x)),
        ["sinh"] = Real(Math.Sinh),
        ["cosh"] = Real(Math.Cosh),
        ["tanh"] = Real(Math.Tanh),
        ["sqrt"] = Real(Math.Sqrt),
        ["trunc"] = Real(Math.Truncate),
        ["floor"] = Real(Math.Floor),
        ["ceil"] = Real(Math.Ceiling),
        ["round"] = Real(Math.Round),
        ["min"] = [(Func<int, int, int>)Math.Min, (Func<long, long, long>)Math.Min, (Func<float, float, float>)Math.Min, (Func<double, double, double>)Math.Min],
        ["max"] = [(Func<int, int, int>)Math.Max, (Func<long, long, long>)Math.Max, (Func<float, float, float>)Math.Max, (Func<double, double, double>)Math.Max],
        ["len"] = [static (ReadOnlyMemory<char> a) => a.Length],
        ["lower"] = [static (ReadOnlyMemory<char> a) => ExpressionText.Lower(a)],
        ["upper"] = [static (ReadOnlyMemory<char> a) => ExpressionText.Upper(a)],
        ["left"] = [static (ReadOnlyMemory<char> a, int end) => a[..ExpressionText.Place(end, a.Length)]],
        ["right"] = [static (ReadOnlyMemory<char> a, int start) => a[ExpressionText.Place(start, a.Length)..]],
        ["mid"] = [static (ReadOnlyMemory<char> a, int start, int end) => ExpressionText.Mid(a, start, end)],
        ["isna"] = [static (float a) => float.IsNaN(a), static (double a) => double.IsNaN(a)],
        ["bool"] = [static (ReadOnlyMemory<char> a) => Parse<bool>(a), static (bool a) => a],
        ["int"] = [(Func<long, int>)System.Convert.ToInt32, (Func<float, int>)System.Convert.ToInt32, (Func<double, int>)System.Convert.ToInt32, (Func<bool, int>)System.Convert.ToInt32, static (ReadOnlyMemory<char> a) => Parse<int>(a), static (int a) => a],
        ["long"] = [static (int a) => (long)a, (Func<float, long>)System.Convert.ToInt64, (Func<double, long>)System.Convert.ToInt64, (Func<bool, long>)System.Convert.ToInt64, static (ReadOnlyMemory<char> a) => Parse<long>(a), static (long a) => a],
        ["float"] = [static (int a) => (float)a, static (long a) => (float)a, static (float a) => a, static (double a) => (float)a, static (bool a) => a ? 1f : 0f, static (ReadOnlyMemory<char> a) => Parse<float>(a)],
        ["double"] = [static (int a) => (double)a, static (long a) => (double)a, static (float a) => (double)a, static (double a) => a, static (bool a) => a ? 1.0 : 0.0, static (ReadOnlyMemory<char> a) => Parse<double>(a)],
        ["text"] =
        [
            static (int a) => a.ToString(CultureInfo.InvariantCulture).AsMemory(), static (long a) => a.ToString(CultureInfo.InvariantCulture).AsMemory(),
            static (float a) => a.ToString("R", CultureInfo.InvariantCulture).AsMemory(), static (double a) => a.ToString("G17", CultureInfo.InvariantCulture).AsMemory(),
            static (bool a) => (a ? "1" : "0").AsMemory(), static (ReadOnlyMemory<char> a) => a,
        ],
    };

    private static readonly Dictionary<string, string> s_others = new(StringComparer.Ordinal)
    {
        ["degrees"] = "deg",
        ["radians"] = "rad",
        ["atanyx"] = "atan2",
        ["truncate"] = "trunc",
        ["ceiling"] = "ceil",
        ["single"] = "float",
    };

    /// <summary>Calls a function; null where there is none of this name.</summary>
    /// <exception cref="InvalidOperationException">No overload takes these arguments.</exception>
    public static Expression? Call(string name, Expression[] arguments)
    {
        if (name == "concat")
        {
            return Concat(arguments);
        }

        return s_functions.TryGetValue(s_others.GetValueOrDefault(name, name), out var overloads) ? Call(name, overloads, arguments) : null;
    }

    private static InvocationExpression Call(string name, Delegate[] overloads, Expression[] arguments)
    {
        var fitting = overloads.Where(o => Fits(Types(o), arguments)).ToArray();
        var best = fitting.FirstOrDefault(o => fitting.All(other => Types(o).Zip(Types(other)).All(static p => ExpressionTypes.CanConvert(p.First, p.Second))))
            ?? throw new InvalidOperationException(
                $"'{name}' takes {string.Join(" or ", overloads.Select(static o => $"({string.Join(", ", Types(o).Select(ExpressionTypes.Name))})"))}, but is given ({string.Join(", ", arguments.Select(static a => ExpressionTypes.Name(a.Type)))})");
        return Expression.Invoke(Expression.Constant(best), arguments.Zip(Types(best), ExpressionTypes.Convert));
    }

    private static bool Fits(Type[] types, Expression[] arguments) =>
        types.Length == arguments.Length && arguments.Zip(types).All(static p => ExpressionTypes.CanConvert(p.First.Type, p.Second));

    private static Type[] Types(Delegate overload) => overload.GetType().GenericTypeArguments[..^1];

    private static InvocationExpression Concat(Expression[] arguments) => arguments.All(static a => a.Type == ExpressionTypes.Text)
        ? Expression.Invoke(Expression.Constant((Func<ReadOnlyMemory<char>[], ReadOnlyMemory<char>>)ExpressionText.Concat), Expression.NewArrayInit(ExpressionTypes.Text, arguments))
        : throw new InvalidOperationException("'concat' takes text only; turn other values into text with text(...)");

    private static Delegate[] Real(Func<double, double> function) => [(float a) => (float)function(a), function];

    private static Delegate[] RealPair(Func<double, double, double> function) => [(float a, float b) => (float)function(a, b), function];

    private static T Parse<T>(ReadOnlyMemory<char> text)
    {
        T value = default!;
        Parsers<T>.Parse(text, ref value);
        return value;
    }

    private static class Parsers<T>
    {
        public static readonly ValueMap<ReadOnlyMemory<char>, T> Parse = ValueConversions.Find<ReadOnlyMemory<char>, T>(ColumnTypes.FromRaw(typeof(T)))!;
    }
}
