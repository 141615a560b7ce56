namespace Microsoft.ML.Data;

/// <summary>Reads a text in blocks of whole records.</summary>
internal sealed class TextBlockReader(Utf8Source source, TextFormat format, int blockBytes) : IDisposable
{
    private readonly TextRecordCutter _cutter = new(format);
    private byte[] _rest = [];
    private int _restCount;
    private bool _atEnd;

    /// <summary>Fills a block; false where the text has ended.</summary>
    public bool Next(TextBlock block)
    {
        block.Start = 0;
        block.Length = 0;
        block.SkippedLines = 0;
        if (_atEnd && _restCount == 0)
        {
            return false;
        }

        block.Reserve(Math.Max(blockBytes, _restCount));
        _rest.AsSpan(0, _restCount).CopyTo(block.Bytes);
        var held = _restCount;
        _restCount = 0;
        while (true)
        {
            var room = block.Bytes.Length - TextBlock.Padding - held;
            var read = _atEnd ? 0 : source.Read(block.Bytes.AsSpan(held, room));
            held += read;
            _atEnd |= read < room;
            block.Length = _atEnd ? held : _cutter.LastEnd(block.Bytes.AsSpan(0, held));
            if (_atEnd || block.Length > 0)
            {
                Keep(block.Bytes.AsSpan(block.Length, held - block.Length));
                block.IsLast = _atEnd;
                return block.Length > 0;
            }

            // One record fills the block: go on with twice the room.
            block.Reserve(checked(held * 2));
        }
    }

    public void Dispose() => source.Dispose();

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_rest.Length < rest.Length)
        {
            _rest = new byte[Math.Max(rest.Length, 1 << 12)];
        }

        rest.CopyTo(_rest);
        _restCount = rest.Length;
    }
}
