using System.Linq.Expressions;

namespace Microsoft.ML.Transforms;

/// <summary>The operators of expressions.</summary>
internal static class ExpressionOperators
{
    /// <summary>Arithmetic on two numbers; integers wrap around, and dividing them by zero is an error.</summary>
    public static Expression Arithmetic(string symbol, Expression left, Expression right)
    {
        var type = ExpressionTypes.IsNumber(left.Type) && ExpressionTypes.IsNumber(right.Type)
            ? ExpressionTypes.Meet(left.Type, right.Type, precise: false)!
            : throw new InvalidOperationException($"'{symbol}' takes numbers, but is given {ExpressionTypes.Name(left.Type)} and {ExpressionTypes.Name(right.Type)}");
        var (a, b) = (ExpressionTypes.Convert(left, type), ExpressionTypes.Convert(right, type));
        return symbol switch
        {
            "+" => Expression.Add(a, b),
            "-" => Expression.Subtract(a, b),
            "*" => Expression.Multiply(a, b),
            "/" => Expression.Divide(a, b),
            "%" => Expression.Modulo(a, b),
            "??" => Coalesce(a, b),
            _ => Power(a, b),
        };
    }

    /// <summary>A chain of comparisons of one direction, all of which must hold; of unequal values every two must differ.</summary>
    public static Expression Compare(List<Expression> operands, List<string> symbols)
    {
        var type = operands[0].Type;
        foreach (var operand in operands)
        {
            type = ExpressionTypes.Meet(type, operand.Type, precise: true)
                ?? throw new InvalidOperationException($"{ExpressionTypes.Name(type)} cannot be compared with {ExpressionTypes.Name(operand.Type)}");
        }

        if (symbols[0] is not ("=" or "==" or "!=" or "<>") && !ExpressionTypes.IsNumber(type))
        {
            throw new InvalidOperationException($"'{symbols[0]}' takes numbers, but is given {ExpressionTypes.Name(type)}");
        }

        // Every operand is evaluated once, however often it is compared.
        var values = operands.ConvertAll(_ => Expression.Variable(type));
        Expression? all = null;
        for (var i = 1; i < values.Count; i++)
        {
            var distinct = symbols[i - 1] is "!=" or "<>";
            for (var j = distinct ? 0 : i - 1; j < i; j++)
            {
                var one = Compare(symbols[i - 1], values[j], values[i]);
                all = all is null ? one : Expression.AndAlso(all, one);
            }
        }

        return Expression.Block(values, [.. values.Zip(operands, (v, o) => Expression.Assign(v, ExpressionTypes.Convert(o, type))), all!]);
    }

    private static Expression Compare(string symbol, Expression left, Expression right)
    {
        if (left.Type == ExpressionTypes.Text)
        {
            var equal = Expression.Invoke(Expression.Constant((Func<ReadOnlyMemory<char>, ReadOnlyMemory<char>, bool>)SameText), left, right);
            return symbol is "=" or "==" ? equal : Expression.Not(equal);
        }

        return symbol switch
        {
            "=" or "==" => Expression.Equal(left, right),
            "!=" or "<>" => Expression.NotEqual(left, right),
            "<" => Expression.LessThan(left, right),
            "<=" => Expression.LessThanOrEqual(left, right),
            ">" => Expression.GreaterThan(left, right),
            _ => Expression.GreaterThanOrEqual(left, right),
        };
    }

    private static bool SameText(ReadOnlyMemory<char> left, ReadOnlyMemory<char> right) => left.Span.SequenceEqual(right.Span);

    private static BlockExpression Coalesce(Expression left, Expression right)
    {
        var value = Expression.Variable(left.Type);

        // Only NaN differs from itself.
        return Expression.Block([value], Expression.Assign(value, left), Expression.Condition(Expression.Equal(value, value), value, right));
    }

    private static Expression Power(Expression left, Expression right)
    {
        if (left.Type == typeof(int))
        {
            return Expression.Invoke(Expression.Constant((Func<int, int, int>)((a, b) => (int)Power(a, b, int.MaxValue))), left, right);
        }

        if (left.Type == typeof(long))
        {
            return Expression.Invoke(Expression.Constant((Func<long, long, long>)((a, b) => Power(a, b, long.MaxValue))), left, right);
        }

        var power = Expression.Power(ExpressionTypes.Convert(left, typeof(double)), ExpressionTypes.Convert(right, typeof(double)));
        return ExpressionTypes.Convert(power, left.Type);
    }

    /// <summary>Whole powers that stop at the largest and smallest number; squares wrap around, and negative exponents give 0.</summary>
    private static long Power(long value, long exponent, long largest)
    {
        switch (exponent)
        {
            case 0:
                return 1;
            case 1:
                return value;
            case 2:
                return largest == int.MaxValue ? unchecked((int)value * (int)value) : unchecked(value * value);
        }

        if (value is 1 or -1)
        {
            return value == 1 || (exponent & 1) == 0 ? 1 : -1;
        }

        if (exponent < 0)
        {
            return 0;
        }

        var smallest = -largest - 1;
        Int128 result = 1;
        for (var i = 0L; i < exponent && result != 0; i++)
        {
            result *= value;
            if (Int128.Abs(result) > largest)
            {
                return value < 0 && (exponent & 1) != 0 ? smallest : largest;
            }
        }

        return (long)result;
    }
}
