using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>Reads the expression of a constraint by recursive descent and makes a function of it.</summary>
internal sealed partial class ConstraintParser(string text)
{
    private static readonly string[] s_comparisons = ["<=", ">=", "==", "!=", "<", ">"];
    private readonly List<(string Token, int At)> _tokens = [.. Tokens(text)];
    private int _next;

    /// <summary>The parameters the expression names, once parsed.</summary>
    public List<string> Names { get; } = [];

    private string? Current => _next < _tokens.Count ? _tokens[_next].Token : null;

    public Func<Configuration, ParameterValue> Parse()
    {
        var body = Any();
        return Current is null ? body : throw Unexpected("the end");
    }

    private static IEnumerable<(string Token, int At)> Tokens(string text)
    {
        int at = 0;
        foreach (Match match in Token().Matches(text))
        {
            if (text[at..match.Index].Trim().Length > 0)
            {
                break;
            }

            yield return (match.Value, match.Index);
            at = match.Index + match.Length;
        }

        if (text[at..].Trim() is { Length: > 0 } rest)
        {
            throw new FormatException($"The constraint '{text}' has '{rest[0]}' at position {text.IndexOf(rest, at, StringComparison.Ordinal)}, which starts nothing known. {Allowed}");
        }
    }

    private const string Allowed = "Allowed: names (odd ones in brackets), numbers, 'texts', true, false, + - * /, < <= > >= == !=, not, and, or, parentheses.";

    private Func<Configuration, ParameterValue> Any()
    {
        var left = All();
        while (Take("or"))
        {
            var (first, second) = (left, All());
            left = c => first(c).ToBoolean() || second(c).ToBoolean();
        }

        return left;
    }

    private Func<Configuration, ParameterValue> All()
    {
        var left = Not();
        while (Take("and"))
        {
            var (first, second) = (left, Not());
            left = c => first(c).ToBoolean() && second(c).ToBoolean();
        }

        return left;
    }

    private Func<Configuration, ParameterValue> Not()
    {
        if (Take("not"))
        {
            var body = Not();
            return c => !body(c).ToBoolean();
        }

        return Comparison();
    }

    private Func<Configuration, ParameterValue> Comparison()
    {
        var left = Sum();
        if (Current is not { } sign || !s_comparisons.Contains(sign))
        {
            return left;
        }

        _next++;
        var right = Sum();
        return sign switch
        {
            "<" => c => left(c).ToDouble() < right(c).ToDouble(),
            "<=" => c => left(c).ToDouble() <= right(c).ToDouble(),
            ">" => c => left(c).ToDouble() > right(c).ToDouble(),
            ">=" => c => left(c).ToDouble() >= right(c).ToDouble(),
            "==" => c => Same(left(c), right(c)),
            _ => c => !Same(left(c), right(c)),
        };
    }

    // Among numbers 1 and 1.0 are the same here.
    private static bool Same(ParameterValue a, ParameterValue b) => a.IsNumber && b.IsNumber ? a.ToDouble() == b.ToDouble() : a == b;

    private Func<Configuration, ParameterValue> Sum()
    {
        var left = Product();
        while (Current is "+" or "-")
        {
            double sign = _tokens[_next++].Token == "+" ? 1 : -1;
            var (first, second) = (left, Product());
            left = c => Finite(first(c).ToDouble() + sign * second(c).ToDouble());
        }

        return left;
    }

    private Func<Configuration, ParameterValue> Product()
    {
        var left = Signed();
        while (Current is "*" or "/")
        {
            bool times = _tokens[_next++].Token == "*";
            var (first, second) = (left, Signed());
            left = times
                ? c => Finite(first(c).ToDouble() * second(c).ToDouble())
                : c => Finite(first(c).ToDouble() / second(c).ToDouble());
        }

        return left;
    }

    // Values are finite; what overflows or divides by zero compares as very large.
    private static double Finite(double value) => double.IsNaN(value)
        ? throw new InvalidOperationException("0 / 0 has no value.")
        : Math.Clamp(value, double.MinValue, double.MaxValue);

    private Func<Configuration, ParameterValue> Signed()
    {
        if (Take("-"))
        {
            var body = Signed();
            return c => -body(c).ToDouble();
        }

        return Primary();
    }

    private Func<Configuration, ParameterValue> Primary()
    {
        if (Take("("))
        {
            var body = Any();
            return Take(")") ? body : throw Unexpected("')'");
        }

        if (Current is not { } token || token is "and" or "or" or "not" || !(char.IsLetterOrDigit(token[0]) || "_['.".Contains(token[0], StringComparison.Ordinal)))
        {
            throw Unexpected("a name, a number or a text");
        }

        _next++;
        if (Constant(token) is { } constant)
        {
            return _ => constant;
        }

        string name = token[0] == '[' ? token[1..^1] : token;
        Names.Add(name);
        return c => c[name];
    }

    private static ParameterValue? Constant(string token) => token switch
    {
        "true" => true,
        "false" => false,
        _ when token[0] == '\'' => token[1..^1],
        _ when char.IsAsciiDigit(token[0]) || token[0] == '.' => double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };

    private bool Take(string token)
    {
        bool here = Current == token;
        _next += here ? 1 : 0;
        return here;
    }

    private FormatException Unexpected(string wanted) => new(Current is { } token
        ? $"The constraint '{text}' has '{token}' at position {_tokens[_next].At}, where {wanted} should stand. {Allowed}"
        : $"The constraint '{text}' ends where {wanted} should stand. {Allowed}");

    [GeneratedRegex(@"'[^']*'|\[[^\]]+\]|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[\p{L}_][\p{L}\p{Nd}_.]*|<=|>=|==|!=|[<>+\-*/()]")]
    private static partial Regex Token();
}
