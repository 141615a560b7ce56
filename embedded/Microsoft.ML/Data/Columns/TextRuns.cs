namespace Microsoft.ML.Data;

/// <summary>The texts of a column, part by part.</summary>
internal sealed class TextRuns(IReadOnlyList<TextPart> parts, bool distinct) : ColumnRuns<ReadOnlyMemory<char>>
{
    private const int MostValues = 4096;

    private readonly ReadOnlyMemory<char>[] _buffer = new ReadOnlyMemory<char>[MostValues];
    private int _part;
    private int _at;

    public override ReadOnlySpan<ReadOnlyMemory<char>> Next()
    {
        while (_part < parts.Count)
        {
            var part = parts[_part];
            if (distinct && part is ICodedText coded)
            {
                _part++;
                return coded.FirstMet();
            }

            var count = Math.Min(part.Count - _at, MostValues);
            for (var i = 0; i < count; i++)
            {
                _buffer[i] = part[_at + i];
            }

            _at += count;
            if (_at == part.Count)
            {
                _part++;
                _at = 0;
            }

            if (count > 0)
            {
                return _buffer.AsSpan(0, count);
            }
        }

        return default;
    }
}
