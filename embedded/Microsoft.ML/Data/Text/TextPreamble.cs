namespace Microsoft.ML.Data;

/// <summary>What stands before the rows of a text: empty lines, comments and a header.</summary>
internal sealed class TextPreamble(TextFormat format)
{
    private readonly TextRecordCutter _cutter = new(format);

    /// <summary>Whether the rows have been reached.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The header, where the format has one and the text does.</summary>
    public byte[]? Header { get; private set; }

    /// <summary>Moves the start of a block to its first row, or to its end where it has none.</summary>
    public void Skip(TextBlock block)
    {
        var bytes = block.Bytes.AsSpan(0, block.Length);
        while (!IsOver && block.Start < block.Length)
        {
            // A line number sign starts a comment only here, '//' anywhere.
            var first = bytes[block.Start];
            var isComment = first == '#' || TextRecordCutter.IsComment(bytes[block.Start..]);
            var end = isComment ? EndOfLine(bytes, block.Start) : _cutter.Find(bytes, block.Start);
            if (!isComment && end.End > block.Start)
            {
                IsOver = true;
                if (!format.HasHeader)
                {
                    return;
                }

                Header = bytes[block.Start..end.End].ToArray();
            }

            block.Start = end.Next;
            block.SkippedLines += end.Lines;
        }
    }

    private static TextRecordEnd EndOfLine(ReadOnlySpan<byte> bytes, int from)
    {
        var length = bytes[from..].IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            return new TextRecordEnd(bytes.Length, bytes.Length, 1, false);
        }

        var end = from + length;
        return new TextRecordEnd(end, end + (bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n' ? 2 : 1), 1, false);
    }
}
