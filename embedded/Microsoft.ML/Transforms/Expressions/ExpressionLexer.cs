using System.Globalization;
using System.Text;

namespace Microsoft.ML.Transforms;

/// <summary>Cuts an expression into tokens.</summary>
internal sealed class ExpressionLexer(string text)
{
    /// <summary>Far more than anyone writes; a model file cannot make the parser run away.</summary>
    private const int MostTokens = 20000;

    private static readonly string[] s_operators =
        ["&&", "||", "!=", "==", "=>", "<=", "<>", ">=", "??", "^", "*", "/", "%", "+", "-", "!", "=", "<", ">", ".", ",", ":", ";", "?", "(", ")"];

    private int _at;

    public List<ExpressionToken> Read()
    {
        var tokens = new List<ExpressionToken>();
        for (SkipBlanks(); _at < text.Length; SkipBlanks())
        {
            tokens.Add(Next());
            if (tokens.Count > MostTokens)
            {
                throw Error($"it has more than {MostTokens} tokens");
            }
        }

        tokens.Add(new ExpressionToken(ExpressionTokenKind.End, _at, "end"));
        return tokens;
    }

    private ExpressionToken Next()
    {
        var start = _at;
        var c = text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number();
        }

        if (c == '"' || (c == '@' && Peek(1) == '"'))
        {
            return new ExpressionToken(ExpressionTokenKind.Literal, start, "text", (c == '@' ? Verbatim() : Text()).AsMemory());
        }

        if (char.IsLetter(c) || c == '_' || c == '@')
        {
            return Word();
        }

        foreach (var symbol in s_operators)
        {
            if (text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal))
            {
                _at += symbol.Length;
                return new ExpressionToken(ExpressionTokenKind.Symbol, start, symbol);
            }
        }

        throw Error($"the character '{c}' has no meaning here");
    }

    private ExpressionToken Word()
    {
        var start = _at;
        var escaped = text[_at] == '@';
        _at += escaped ? 1 : 0;
        var first = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        var word = text[first.._at];
        if (word.Length == 0)
        {
            throw Error("a name is expected behind '@'");
        }

        return word switch
        {
            "true" or "false" when !escaped => new ExpressionToken(ExpressionTokenKind.Literal, start, word, word == "true"),
            "not" or "and" or "or" or "with" when !escaped => new ExpressionToken(ExpressionTokenKind.Symbol, start, word),
            _ => new ExpressionToken(ExpressionTokenKind.Name, start, word),
        };
    }

    private ExpressionToken Number()
    {
        var start = _at;
        if (text[_at] == '0' && Peek(1) is 'x' or 'X' && char.IsAsciiHexDigit(Peek(2)))
        {
            _at += 2;
            var digits = Take(char.IsAsciiHexDigit);
            return Integer(start, digits, NumberStyles.AllowHexSpecifier);
        }

        Take(char.IsAsciiDigit);
        var real = false;
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            real = true;
            _at++;
            Take(char.IsAsciiDigit);
        }

        if (Peek(0) is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            real = true;
            _at += 2;
            Take(char.IsAsciiDigit);
        }

        var number = text[start.._at];
        if (Peek(0) is 'd' or 'D' or 'f' or 'F')
        {
            var wide = text[_at++] is 'd' or 'D';
            return Real(start, number, wide);
        }

        return real ? Real(start, number, wide: false) : Integer(start, number, NumberStyles.None);
    }

    private static ExpressionToken Real(int start, string digits, bool wide)
    {
        var value = double.Parse(digits, CultureInfo.InvariantCulture);
        return new ExpressionToken(ExpressionTokenKind.Literal, start, digits, wide ? value : (object)(float)value);
    }

    private ExpressionToken Integer(int start, string digits, NumberStyles style)
    {
        var suffix = Take(static c => c is 'u' or 'U' or 'l' or 'L').ToUpperInvariant();
        if (suffix is not ("" or "U" or "L" or "UL" or "LU") || !ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var value))
        {
            throw ExpressionErrors.At(text, start, "this is no number of 64 bits");
        }

        // A hexadecimal number without U is a pattern of bits, and may be negative.
        var bits = style == NumberStyles.AllowHexSpecifier && !suffix.Contains('U', StringComparison.Ordinal);
        if (!suffix.Contains('L', StringComparison.Ordinal) && value <= (bits ? uint.MaxValue : (ulong)int.MaxValue))
        {
            return new ExpressionToken(ExpressionTokenKind.Literal, start, digits, (int)(uint)value);
        }

        return bits || value <= long.MaxValue
            ? new ExpressionToken(ExpressionTokenKind.Literal, start, digits, (long)value)
            : throw ExpressionErrors.At(text, start, "this is no number of 64 bits");
    }

    private string Verbatim()
    {
        var start = _at;
        _at += 2;
        var result = new StringBuilder();
        while (_at < text.Length)
        {
            if (text[_at] == '"' && Peek(1) != '"')
            {
                _at++;
                return result.ToString();
            }

            result.Append(text[_at]);
            _at += text[_at] == '"' ? 2 : 1;
        }

        throw ExpressionErrors.At(text, start, "the text has no end");
    }

    private string Text()
    {
        var start = _at++;
        var result = new StringBuilder();
        while (_at < text.Length && text[_at] is not ('\n' or '\r'))
        {
            var c = text[_at++];
            if (c == '"')
            {
                return result.ToString();
            }

            result.Append(c == '\\' ? Escape() : c.ToString());
        }

        throw ExpressionErrors.At(text, start, "the text has no end");
    }

    private string Escape()
    {
        var c = Peek(0);
        _at++;
        return c switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '0' => "\0",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            '\\' or '"' or '\'' => c.ToString(),
            'x' => Code(1, 4),
            'u' => Code(4, 4),
            'U' => Code(8, 8),
            _ => throw ExpressionErrors.At(text, _at - 2, "this is no escape of text"),
        };
    }

    private string Code(int least, int most)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiHexDigit(text[_at]))
        {
            _at++;
        }

        return _at - start >= least && int.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && (uint)code <= 0x10FFFF
            ? code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code)
            : throw ExpressionErrors.At(text, start, "this is no code of a character");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (text[_at] == '/' && Peek(1) == '/')
            {
                Take(static c => c is not ('\n' or '\r'));
            }
            else if (text[_at] == '/' && Peek(1) == '*')
            {
                var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end >= 0 ? end + 2 : throw Error("the comment has no end");
            }
            else
            {
                return;
            }
        }
    }

    private string Take(Func<char, bool> test)
    {
        var start = _at;
        while (_at < text.Length && test(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private char Peek(int offset) => _at + offset < text.Length ? text[_at + offset] : '\0';

    private ArgumentOutOfRangeException Error(string what) => ExpressionErrors.At(text, _at, what);
}
