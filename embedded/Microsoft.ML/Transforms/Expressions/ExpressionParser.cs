using System.Linq.Expressions;

namespace Microsoft.ML.Transforms;

/// <summary>
/// Reads an expression of the language of ML.NET's expression transform, from <c>x => ...</c> or <c>(x, y) : ...</c>, and gives every part its type.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>Deeper nesting is refused, so that a model file cannot exhaust the stack.</summary>
    private const int DeepestNesting = 200;

    private const int Conditional = 1;
    private const int CoalesceLevel = 2;
    private const int Or = 3;
    private const int And = 4;
    private const int Comparison = 5;
    private const int Sum = 6;
    private const int Product = 7;
    private const int Prefix = 8;

    private readonly string _text;
    private readonly List<ExpressionToken> _tokens;
    private readonly Dictionary<string, Expression> _names = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    private ExpressionParser(string text)
    {
        _text = text;
        _tokens = new ExpressionLexer(text).Read();
    }

    private ExpressionToken Current => _tokens[_at];

    /// <summary>The body of the expression over the parameters given, whose names it says itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The expression is not valid; the message says where and why.</exception>
    public static Expression Parse(string text, ParameterExpression[] parameters)
    {
        var parser = new ExpressionParser(text);
        parser.Parameters(parameters);
        var body = parser.Expression(0);
        return parser.Current.Kind == ExpressionTokenKind.End ? body : throw parser.Error("the end, or an operator, is expected");
    }

    private void Parameters(ParameterExpression[] parameters)
    {
        var names = new List<string>();
        if (Current.Kind == ExpressionTokenKind.Name)
        {
            names.Add(Name());
        }
        else
        {
            Expect("(");
            do
            {
                names.Add(Name());
            }
            while (Accept(","));
            Expect(")");
        }

        if (names.Count != parameters.Length)
        {
            throw Error($"the expression has {names.Count} parameters, but there are {parameters.Length} input columns");
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            _names.TryAdd(names[i], parameters[i]);
        }

        if (!Accept(":"))
        {
            Expect("=>");
        }
    }

    private Expression Expression(int level)
    {
        if (++_depth > DeepestNesting)
        {
            throw Error($"it is nested more than {DeepestNesting} deep");
        }

        var left = Primary();
        while (Operator(left, level) is { } more)
        {
            left = more;
        }

        _depth--;
        return left;
    }

    /// <summary>What an operator makes of what stands left of it; null where none follows that binds as tightly.</summary>
    private Expression? Operator(Expression left, int level)
    {
        var token = Current;
        if (token.Kind != ExpressionTokenKind.Symbol)
        {
            return null;
        }

        return token.Text switch
        {
            "^" => Binary(token, left, Prefix),
            "*" or "/" or "%" when level <= Product => Binary(token, left, Product + 1),
            "+" or "-" when level <= Sum => Binary(token, left, Sum + 1),
            "=" or "==" or "!=" or "<>" or "<" or "<=" or ">" or ">=" when level <= Comparison => Compare(token, left),
            "&&" or "and" when level <= And => Logic(token, left, And + 1),
            "||" or "or" when level <= Or => Logic(token, left, Or + 1),
            "??" when level <= CoalesceLevel => Coalesce(token, left),
            "?" when level <= Conditional => Choice(token, left),
            _ => null,
        };
    }

    private Expression Binary(ExpressionToken token, Expression left, int level)
    {
        _at++;
        var right = Expression(level);
        return Checked(token, () => ExpressionOperators.Arithmetic(token.Text, left, right));
    }

    private Expression Coalesce(ExpressionToken token, Expression left)
    {
        if (!ExpressionTypes.IsReal(left.Type))
        {
            throw Error($"'??' takes a Single or Double, but is given {ExpressionTypes.Name(left.Type)}");
        }

        return Binary(token, left, CoalesceLevel);
    }

    private BinaryExpression Logic(ExpressionToken token, Expression left, int level)
    {
        _at++;
        var right = Expression(level);
        if (left.Type != typeof(bool) || right.Type != typeof(bool))
        {
            throw ExpressionErrors.At(_text, token.Position, $"'{token.Text}' takes truth values, but is given {ExpressionTypes.Name(left.Type)} and {ExpressionTypes.Name(right.Type)}");
        }

        return token.Text is "&&" or "and"
            ? System.Linq.Expressions.Expression.AndAlso(left, right)
            : System.Linq.Expressions.Expression.OrElse(left, right);
    }

    private Expression Compare(ExpressionToken token, Expression left)
    {
        string[] family = token.Text switch
        {
            "=" or "==" => ["=", "=="],
            "!=" or "<>" => ["!=", "<>"],
            "<" or "<=" => ["<", "<="],
            _ => [">", ">="],
        };
        var operands = new List<Expression> { left };
        var symbols = new List<string>();
        while (Current.Kind == ExpressionTokenKind.Symbol && family.Contains(Current.Text))
        {
            symbols.Add(Current.Text);
            _at++;
            operands.Add(Expression(Comparison + 1));
        }

        if (Current.Kind == ExpressionTokenKind.Symbol && Current.Text is "=" or "==" or "!=" or "<>" or "<" or "<=" or ">" or ">=")
        {
            throw Error("comparisons of one chain go in one direction");
        }

        return Checked(token, () => ExpressionOperators.Compare(operands, symbols));
    }

    private ConditionalExpression Choice(ExpressionToken token, Expression condition)
    {
        _at++;
        if (condition.Type != typeof(bool))
        {
            throw ExpressionErrors.At(_text, token.Position, $"'?' takes a truth value, but is given {ExpressionTypes.Name(condition.Type)}");
        }

        var first = Expression(0);
        Expect(":");
        var second = Expression(0);
        var type = ExpressionTypes.Meet(first.Type, second.Type, precise: false)
            ?? throw ExpressionErrors.At(_text, token.Position, $"the choice is between {ExpressionTypes.Name(first.Type)} and {ExpressionTypes.Name(second.Type)}, which do not meet in one type");
        return System.Linq.Expressions.Expression.Condition(condition, ExpressionTypes.Convert(first, type), ExpressionTypes.Convert(second, type));
    }

    private Expression Primary()
    {
        var token = Current;
        if (token.Kind == ExpressionTokenKind.Literal)
        {
            _at++;
            return System.Linq.Expressions.Expression.Constant(token.Value);
        }

        if (token.Kind == ExpressionTokenKind.Name)
        {
            return Named();
        }

        if (Accept("("))
        {
            var inner = Expression(0);
            Expect(")");
            return inner;
        }

        if (Accept("-"))
        {
            var operand = Expression(Prefix);
            return ExpressionTypes.IsNumber(operand.Type)
                ? System.Linq.Expressions.Expression.Negate(operand)
                : throw ExpressionErrors.At(_text, token.Position, $"'-' takes a number, but is given {ExpressionTypes.Name(operand.Type)}");
        }

        if (Accept("!") || Accept("not"))
        {
            var operand = Expression(Prefix);
            return operand.Type == typeof(bool)
                ? System.Linq.Expressions.Expression.Not(operand)
                : throw ExpressionErrors.At(_text, token.Position, $"'{token.Text}' takes a truth value, but is given {ExpressionTypes.Name(operand.Type)}");
        }

        return Accept("with") ? With() : throw Error("a value is expected");
    }

    private Expression Named()
    {
        var token = Current;
        var name = Name();
        if (name == "global" && Current.Is(".") && _tokens[_at + 1].Kind == ExpressionTokenKind.Name)
        {
            _at++;
            name = Name();
        }

        if (!Accept("("))
        {
            return _names.TryGetValue(name, out var value)
                ? value
                : throw ExpressionErrors.At(_text, token.Position, $"'{name}' is neither a parameter nor named by a with; there are {string.Join(", ", _names.Keys)}");
        }

        var arguments = new List<Expression>();
        if (!Accept(")"))
        {
            do
            {
                arguments.Add(Expression(0));
            }
            while (Accept(","));
            Expect(")");
        }

        return Checked(token, () => ExpressionFunctions.Call(name, [.. arguments]) ?? throw new InvalidOperationException($"there is no function '{name}'"));
    }

    /// <summary>with(name = value, ...; body), each value seeing the names before it.</summary>
    private BlockExpression With()
    {
        Expect("(");
        var hidden = new List<(string Name, Expression? Value)>();
        var variables = new List<ParameterExpression>();
        var steps = new List<Expression>();
        do
        {
            var name = Name();
            Expect("=");
            var value = Expression(0);
            var variable = System.Linq.Expressions.Expression.Variable(value.Type, name);
            variables.Add(variable);
            steps.Add(System.Linq.Expressions.Expression.Assign(variable, value));
            hidden.Add((name, _names.GetValueOrDefault(name)));
            _names[name] = variable;
        }
        while (Accept(","));
        Expect(";");
        steps.Add(Expression(0));
        Expect(")");
        for (var i = hidden.Count - 1; i >= 0; i--)
        {
            _names.Remove(hidden[i].Name);
            if (hidden[i].Value is { } value)
            {
                _names[hidden[i].Name] = value;
            }
        }

        return System.Linq.Expressions.Expression.Block(variables, steps);
    }

    private string Name()
    {
        if (Current.Kind != ExpressionTokenKind.Name)
        {
            throw Error("a name is expected");
        }

        return _tokens[_at++].Text;
    }

    private bool Accept(string symbol)
    {
        if (!Current.Is(symbol))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw Error($"'{symbol}' is expected");
        }
    }

    private Expression Checked(ExpressionToken token, Func<Expression> make)
    {
        try
        {
            return make();
        }
        catch (InvalidOperationException error)
        {
            throw ExpressionErrors.At(_text, token.Position, error.Message);
        }
    }

    private ArgumentOutOfRangeException Error(string what) => ExpressionErrors.At(_text, Current.Position, what);
}
