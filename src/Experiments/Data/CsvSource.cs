using System.IO.Compression;
using System.Text;

namespace MLNetTuning.Experiments.Data;

/// <summary>
/// The characters of a text file: UTF-8 (other bytes as Windows-1252) or UTF-16, plain or compressed by gzip. Of a file that grows only what was
/// there when it was opened is read.
/// </summary>
internal sealed class CsvSource : IDisposable
{
    private const int HeadBytes = 64;

    private readonly string _path;
    private readonly Stream _stream;
    private readonly long _length;
    private readonly WesternFallback _western = new();
    private readonly Encoding _encoding;
    private StreamReader? _reader;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no text; the message says what it is.</exception>
    public CsvSource(string path)
    {
        _path = path;
        _stream = Seekable(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16));
        try
        {
            _length = _stream.Length;
            IsCompressed = Head(_stream) is [0x1F, 0x8B, ..];
            _encoding = EncodingOf(Head(Restart()));
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsCompressed { get; }

    /// <summary>Whether the characters are two bytes each.</summary>
    public bool IsWide => _encoding is UnicodeEncoding;

    /// <summary>Whether bytes were read as Windows-1252.</summary>
    public bool HasWestern => _western.HasMet;

    /// <summary>Whether the file is longer by now than it was when opened.</summary>
    public bool HasGrown => _stream.Length > _length;

    /// <summary>A reader at the beginning; one at a time.</summary>
    public TextReader Open()
    {
        _reader?.Dispose();
        return _reader = new StreamReader(Restart(), _encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _stream.Dispose();
    }

    // A pipe is kept in memory, as its head is read twice.
    private static Stream Seekable(FileStream stream)
    {
        if (stream.CanSeek)
        {
            return stream;
        }

        using (stream)
        {
            var whole = new MemoryStream();
            stream.CopyTo(whole);
            return whole;
        }
    }

    private Stream Restart()
    {
        _stream.Position = 0;
        var whole = new PrefixStream(_stream, _length);
        return IsCompressed ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static byte[] Head(Stream stream)
    {
        var head = new byte[HeadBytes];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read];
    }

    private Encoding EncodingOf(byte[] head)
    {
        var kind = head switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "a zip archive or a workbook of a spreadsheet program",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "a workbook of a spreadsheet program",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF",
            _ => null,
        };
        if (kind is not null)
        {
            throw new InvalidDataException($"{_path}: this is {kind}, not delimited text. Save the table as CSV and give that file.");
        }

        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || !head.Contains((byte)0))
        {
            return head is [0xFF, 0xFE, ..] ? Encoding.Unicode : head is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode
                : Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, _western);
        }

        // Latin letters in UTF-16 have a zero byte before or behind them.
        int Zeros(int side) => head.Where((one, i) => i % 2 == side && one == 0).Count();
        var half = head.Length / 2;
        return Zeros(1) > 0.8 * half && Zeros(0) == 0 ? Encoding.Unicode
            : Zeros(0) > 0.8 * half && Zeros(1) == 0 ? Encoding.BigEndianUnicode
            : throw new InvalidDataException($"{_path}: the file begins with bytes that are no text. Give delimited text, such as CSV, plain or compressed by gzip.");
    }
}
