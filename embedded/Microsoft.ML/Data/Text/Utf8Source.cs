using System.Text;

namespace Microsoft.ML.Data;

/// <summary>A stream of text as UTF-8 bytes, whatever it is encoded in.</summary>
internal sealed class Utf8Source : IDisposable
{
    private const int CharsAtOnce = 1 << 15;

    private readonly Stream? _stream;
    private readonly TextReader? _reader;
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private byte[] _pending = [];
    private int _pendingUsed;
    private int _pendingCount;
    private char[] _characters = [];

    private Utf8Source(Stream? stream, TextReader? reader)
    {
        _stream = stream;
        _reader = reader;
    }

    /// <summary>
    /// Opens one of several streams. The bytes of a file are taken as they are unless its byte order mark tells of another encoding; how
    /// other sources make text of their streams is theirs to say.
    /// </summary>
    public static Utf8Source Open(IMultiStreamSource source, int index)
    {
        if (source is not MultiFileSource)
        {
            return new Utf8Source(null, source.OpenTextReader(index));
        }

        var stream = source.Open(index);
        var head = new byte[4];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF])
        {
            stream.Dispose();
            return new Utf8Source(null, source.OpenTextReader(index));
        }

        var mark = head is [0xEF, 0xBB, 0xBF, _] ? 3 : 0;
        return new Utf8Source(stream, null) { _pending = head, _pendingUsed = mark, _pendingCount = read };
    }

    /// <summary>Reads bytes until the buffer is full or the text ends.</summary>
    /// <returns>Number of bytes read; less than asked for at the end only.</returns>
    public int Read(Span<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length)
        {
            var count = ReadSome(buffer[done..]);
            if (count == 0)
            {
                break;
            }

            done += count;
        }

        return done;
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _reader?.Dispose();
    }

    private int ReadSome(Span<byte> buffer)
    {
        if (_pendingUsed >= _pendingCount && (_reader is null || !Encode()))
        {
            return _stream?.Read(buffer) ?? 0;
        }

        var count = Math.Min(buffer.Length, _pendingCount - _pendingUsed);
        _pending.AsSpan(_pendingUsed, count).CopyTo(buffer);
        _pendingUsed += count;
        return count;
    }

    private bool Encode()
    {
        if (_characters.Length == 0)
        {
            _characters = new char[CharsAtOnce];
            _pending = new byte[Encoding.UTF8.GetMaxByteCount(CharsAtOnce)];
        }

        _pendingUsed = 0;
        var read = _reader!.ReadBlock(_characters, 0, CharsAtOnce);
        _pendingCount = _encoder.GetBytes(_characters.AsSpan(0, read), _pending, flush: read < CharsAtOnce);
        return _pendingCount > 0;
    }
}
