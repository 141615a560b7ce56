using System.Linq.Expressions;

namespace Microsoft.ML.Transforms;

/// <summary>The types of expressions and how they meet: Boolean, Int32, Int64, Single, Double and text.</summary>
internal static class ExpressionTypes
{
    public static readonly Type Text = typeof(ReadOnlyMemory<char>);

    public static bool IsSupported(Type type) => type == typeof(bool) || type == Text || IsNumber(type);

    public static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || IsReal(type);

    public static bool IsReal(Type type) => type == typeof(float) || type == typeof(double);

    /// <summary>Whether an argument of one type can stand where another is expected.</summary>
    public static bool CanConvert(Type source, Type target) => source == target
        || (source == typeof(int) && target != typeof(bool) && target != Text)
        || ((source == typeof(long) || source == typeof(float)) && target == typeof(double));

    /// <summary>
    /// The number type two operands meet in, or null. A Single and an Int32 meet in Single where they are calculated with, and
    /// in Double where they are compared.
    /// </summary>
    public static Type? Meet(Type left, Type right, bool precise)
    {
        if (left == right)
        {
            return left;
        }

        if (!IsNumber(left) || !IsNumber(right))
        {
            return null;
        }

        if (!IsReal(left) && !IsReal(right))
        {
            return typeof(long);
        }

        var narrow = !precise && left != typeof(double) && right != typeof(double) && left != typeof(long) && right != typeof(long);
        return narrow ? typeof(float) : typeof(double);
    }

    public static Expression Convert(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);

    public static string Name(Type type) => type == Text ? "text" : type.Name;
}
