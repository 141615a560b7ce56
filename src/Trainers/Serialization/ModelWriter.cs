using System.Runtime.InteropServices;
using System.Text;

namespace MLNetTuning.Trainers.Serialization;

/// <summary>Writes numbers and arrays of them, little-endian, each array behind its length.</summary>
internal sealed class ModelWriter : IDisposable
{
    private readonly BinaryWriter _writer;

    /// <summary>Starts a file of a kind.</summary>
    /// <param name="stream">Where to write; left open.</param>
    /// <param name="magic">Eight characters that name the kind.</param>
    /// <param name="version">The version of the format.</param>
    public ModelWriter(Stream stream, string magic, int version)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        _writer.Write(System.Text.Encoding.ASCII.GetBytes(magic));
        _writer.Write(version);
    }

    public void Write(int value) => _writer.Write(value);

    public void Write(long value) => _writer.Write(value);

    public void Write(double value) => _writer.Write(value);

    public void Write(string value)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(value);
        _writer.Write(bytes.Length);
        _writer.Write(bytes);
    }

    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Models are written on little-endian machines only.");
        }

        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
    }

    public void Dispose() => _writer.Dispose();
}
