using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML;

/// <summary>Writes the state of one transformer: little-endian numbers, UTF-8 text, arrays with their lengths.</summary>
internal sealed class ModelWriter
{
    private readonly MemoryStream _buffer = new();
    private readonly BinaryWriter _writer;

    public ModelWriter()
    {
        _writer = new BinaryWriter(_buffer, Encoding.UTF8);
    }

    /// <summary>Bytes written so far.</summary>
    public long Length => _buffer.Length;

    public void Write(bool value) => _writer.Write(value);

    public void Write(int value) => _writer.Write(value);

    public void Write(long value) => _writer.Write(value);

    public void Write(float value) => _writer.Write(value);

    public void Write(double value) => _writer.Write(value);

    /// <summary>Writes text; null is kept apart from empty.</summary>
    public void Write(string? value) => Write(value.AsSpan(), value is null);

    public void WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Model files are written on little-endian machines only.");
        }

        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
    }

    public void WriteArray<T>(T[] values)
        where T : unmanaged => WriteArray<T>(values.AsSpan());

    public void WriteArray(ReadOnlySpan<string> values)
    {
        _writer.Write(values.Length);
        foreach (var value in values)
        {
            Write(value);
        }
    }

    public void WriteArray(ReadOnlySpan<ReadOnlyMemory<char>> values)
    {
        _writer.Write(values.Length);
        foreach (var value in values)
        {
            Write(value.Span, isNull: false);
        }
    }

    internal void CopyTo(string kind, Stream target)
    {
        using var header = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true);
        header.Write(kind);
        header.Flush();
        _writer.Flush();
        _buffer.Position = 0;
        _buffer.CopyTo(target);
    }

    private void Write(ReadOnlySpan<char> text, bool isNull)
    {
        if (isNull)
        {
            _writer.Write(-1);
            return;
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        _writer.Write(bytes.Length);
        _writer.Write(bytes);
    }
}
