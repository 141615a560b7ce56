using System.Runtime.InteropServices;
using System.Text;

namespace MLNetTuning.Trainers.Serialization;

/// <summary>Reads what <see cref="ModelWriter"/> wrote and refuses damaged data without allocating more than it holds.</summary>
internal sealed class ModelReader
{
    // Arrays grow as their bytes arrive, so a false length costs at most one step.
    private const int Step = 1 << 16;

    private readonly Stream _stream;
    private readonly string _what;

    /// <summary>Starts reading and checks kind and version.</summary>
    /// <param name="stream">Where to read from; left open.</param>
    /// <param name="magic">Eight characters that name the kind.</param>
    /// <param name="version">The newest version that can be read.</param>
    /// <param name="what">What the file is, for messages.</param>
    public ModelReader(Stream stream, string magic, int version, string what)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _what = what;
        Span<byte> head = stackalloc byte[magic.Length];
        Fill(head);
        if (!head.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(magic)))
        {
            throw new InvalidDataException($"This is not {what}: it does not start with {magic}.");
        }

        Version = Int();
        if (Version < 1 || Version > version)
        {
            throw new InvalidDataException($"This is {what} of version {Version}; this program reads versions 1 to {version}.");
        }
    }

    /// <summary>The version of what is read.</summary>
    public int Version { get; }

    public int Int() => Value<int>();

    public long Long() => Value<long>();

    public double Double() => Value<double>();

    public string String(int longest) => System.Text.Encoding.UTF8.GetString(Array<byte>(longest));

    /// <summary>A number that must lie in a range.</summary>
    public int Int(string name, int least, int most)
    {
        var value = Int();
        return value >= least && value <= most ? value : throw Damaged($"{name} is {value}, not {least} to {most}");
    }

    /// <summary>An array of at most <paramref name="longest"/> elements.</summary>
    public T[] Array<T>(int longest)
        where T : unmanaged
    {
        var length = Int("the length of an array", 0, longest);
        var result = new T[Math.Min(length, Step)];
        var filled = 0;
        while (true)
        {
            Fill(MemoryMarshal.AsBytes(result.AsSpan(filled)));
            filled = result.Length;
            if (filled == length)
            {
                return result;
            }

            System.Array.Resize(ref result, (int)Math.Min(length, 2L * filled));
        }
    }

    /// <summary>Refuses bytes after the end.</summary>
    public void End()
    {
        if (_stream.ReadByte() >= 0)
        {
            throw Damaged("there are bytes after its end");
        }
    }

    public InvalidDataException Damaged(string why, Exception? inner = null) => new($"This is damaged and not {_what}: {why}.", inner);

    private T Value<T>()
        where T : unmanaged
    {
        T value = default;
        Fill(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    private void Fill(Span<byte> target)
    {
        if (_stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw Damaged("it ends too early");
        }
    }
}
