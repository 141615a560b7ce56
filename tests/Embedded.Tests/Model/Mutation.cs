using System.IO.Compression;

namespace MLNetTuning.Embedded.Tests.Model;

/// <summary>Damages zip files at random, the same way for the same seed.</summary>
internal sealed class Mutation(byte[] whole, Random random)
{
    private static readonly int[] s_lengths = [-1, 0, 1, 2, 1 << 8, 1 << 16, 1 << 24, int.MaxValue, int.MinValue, int.MaxValue - 7, 1 << 30];

    private readonly (string Name, byte[] Content)[] _parts = Parts(whole);

    /// <summary>One more damaged file.</summary>
    public byte[] Next() => random.Next(10) switch
    {
        0 => FlipBits((byte[])whole.Clone(), 1 + random.Next(8)),
        1 => whole[..random.Next(whole.Length)],
        2 => OverwriteRun((byte[])whole.Clone()),
        3 => Zip(Entries()),
        _ => Zip(Contents()),
    };

    public static (string Name, byte[] Content)[] Parts(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        return [.. archive.Entries.Select(static entry =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> parts)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    /// <summary>Entries missing, double, swapped or renamed.</summary>
    private List<(string Name, byte[] Content)> Entries()
    {
        var parts = _parts.ToList();
        var (one, other) = (random.Next(parts.Count), random.Next(parts.Count));
        switch (random.Next(4))
        {
            case 0:
                parts.RemoveAt(one);
                break;
            case 1:
                parts.Add((parts[one].Name, parts[other].Content));
                break;
            case 2:
                (parts[one], parts[other]) = ((parts[one].Name, parts[other].Content), (parts[other].Name, parts[one].Content));
                break;
            default:
                parts[one] = (parts[one].Name + "/0.bin", parts[one].Content);
                break;
        }

        return parts;
    }

    /// <summary>The content of one or two entries changed, in a zip that is whole.</summary>
    private (string Name, byte[] Content)[] Contents()
    {
        var parts = ((string Name, byte[] Content)[])_parts.Clone();
        for (var i = 0; i <= random.Next(2); i++)
        {
            var at = random.Next(parts.Length);
            parts[at] = (parts[at].Name, Content((byte[])parts[at].Content.Clone()));
        }

        return parts;
    }

    private byte[] Content(byte[] content)
    {
        if (content.Length < sizeof(int))
        {
            return [];
        }

        switch (random.Next(7))
        {
            case 0:
                return FlipBits(content, 1 + random.Next(4));
            case 1:
                return OverwriteRun(content);
            case 2:
                return content[..random.Next(content.Length)];
            case 3:
                BitConverter.TryWriteBytes(content.AsSpan(random.Next(content.Length - 3)), s_lengths[random.Next(s_lengths.Length)]);
                return content;
            case 4:
                // Numbers of four bytes stand at any place: one a little larger or smaller than it was.
                var span = content.AsSpan(random.Next(content.Length - 3), sizeof(int));
                BitConverter.TryWriteBytes(span, BitConverter.ToInt32(span) + random.Next(-3, 4));
                return content;
            case 5:
                var from = random.Next(content.Length);
                return [.. content[..from], .. content[random.Next(content.Length)..]];
            default:
                content[random.Next(content.Length)] = (byte)random.Next(256);
                return content;
        }
    }

    private byte[] FlipBits(byte[] content, int count)
    {
        for (var i = 0; i < count; i++)
        {
            content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
        }

        return content;
    }

    private byte[] OverwriteRun(byte[] content)
    {
        var start = random.Next(content.Length);
        var run = content.AsSpan(start, Math.Min(1 + random.Next(16), content.Length - start));
        if (random.Next(2) == 0)
        {
            run.Fill((byte)(random.Next(2) * 255));
        }
        else
        {
            random.NextBytes(run);
        }

        return content;
    }
}
