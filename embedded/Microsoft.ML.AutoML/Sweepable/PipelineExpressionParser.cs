namespace Microsoft.ML.AutoML;

/// <summary>
/// Reads a pipeline expression by recursive descent: sum = product {"+" product}; product = atom {"*" atom}; atom = name | "(" sum ")".
/// </summary>
internal sealed class PipelineExpressionParser(string text)
{
    private int _position;

    public PipelineExpression Parse()
    {
        ArgumentNullException.ThrowIfNull(text);
        var expression = ParseSum();
        return Peek() == '\0' ? expression : throw Unexpected();
    }

    private PipelineExpression ParseSum()
    {
        var left = ParseProduct();
        while (Take('+'))
        {
            left = new OneOfExpression(left, ParseProduct());
        }

        return left;
    }

    private PipelineExpression ParseProduct()
    {
        var left = ParseAtom();
        while (Take('*'))
        {
            left = new SequenceExpression(left, ParseAtom());
        }

        return left;
    }

    private PipelineExpression ParseAtom()
    {
        if (Take('('))
        {
            var inner = ParseSum();
            return Take(')') ? inner : throw Unexpected();
        }

        var start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
        {
            _position++;
        }

        return _position > start ? new NameExpression(text[start.._position]) : throw Unexpected();
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _position++;
        return true;
    }

    private char Peek()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        return _position < text.Length ? text[_position] : '\0';
    }

    private ArgumentException Unexpected() => new(
        $"The pipeline expression '{text}' cannot be read at position {_position}: expected are names of estimators joined by * and +, with parentheses.");
}
