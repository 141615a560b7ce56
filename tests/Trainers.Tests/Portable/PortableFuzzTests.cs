using System.IO.Compression;
using System.Security.Cryptography;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Tests.Boosting;

namespace MLNetTuning.Trainers.Tests.Portable;

/// <summary>Damaged portable models give one expected error or a model that scores; never anything else.</summary>
public sealed class PortableFuzzTests
{
    private const int Mutations = 2500;
    private const long MostBytes = 1L << 26;

    private static readonly int[] s_lengths = [-1, 0, 1, 2, 1 << 16, 1 << 28, int.MaxValue, int.MinValue];

    [Theory]
    [InlineData("linear")]
    [InlineData("trees")]
    public void Load_DamagedFile_IsRefusedOrScores(string name)
    {
        using var stream = new MemoryStream();
        PortableModelFile.Save(name == "trees" ? Trees() : PortableSamples.Binary(1, 2), stream);
        var whole = stream.ToArray();
        var parts = Parts(whole);
        var random = new Random(name.Length);
        var errors = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var loaded = 0;

        for (var i = 0; i < Mutations; i++)
        {
            var damaged = random.Next(4) == 0 ? Damage(whole, random) : Zip(Damaged(parts, random));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Try(damaged, ref loaded);
            if (error is not null)
            {
                errors.TryAdd(string.Join('\n', error.ToString().Split('\n').Take(4)), i);
            }
            else if (GC.GetAllocatedBytesForCurrentThread() - before > MostBytes)
            {
                errors.TryAdd("too much allocated", i);
            }
        }

        Assert.True(errors.Count == 0, string.Join('\n', errors.Select(static e => $"Mutation {e.Value}: {e.Key}")));
        Assert.InRange(loaded, 20, Mutations * 9 / 10);
    }

    private static Exception? Try(byte[] file, ref int loaded)
    {
        PortableModel model;
        try
        {
            using var stream = new MemoryStream(file);
            model = PortableModelFile.Load(stream);
        }
        catch (PortableModelException)
        {
            return null;
        }
        catch (Exception e)
        {
            return e;
        }

        try
        {
            loaded++;
            model.Predict(PortableSamples.Table());
            return null;
        }
        catch (Exception e)
        {
            // A model of other columns than the table's says so.
            return e is ArgumentException or InvalidOperationException ? null : e;
        }
    }

    /// <summary>The entries with one of them changed, and digests that hold all the same: what lies behind them has to hold too.</summary>
    private static List<(string Name, byte[] Content)> Damaged(List<(string Name, byte[] Content)> parts, Random random)
    {
        var changed = parts.ToList();
        var at = random.Next(changed.Count);
        var (name, content) = changed[at];
        changed[at] = (name, Damage(content, random));
        if (random.Next(20) == 0)
        {
            changed.RemoveAt(random.Next(changed.Count));
        }
        else if (random.Next(20) == 0)
        {
            changed.Add(changed[random.Next(changed.Count)]);
        }

        if (random.Next(5) > 0)
        {
            Sign(changed, name, content);
        }

        return changed;
    }

    private static void Sign(List<(string Name, byte[] Content)> parts, string name, byte[] before)
    {
        var manifest = parts.FindIndex(static p => p.Name == "manifest.json");
        var digest = parts.FindIndex(static p => p.Name == "manifest.sha256");
        var entry = parts.FindIndex(p => p.Name == name);
        if (manifest < 0 || digest < 0 || entry < 0)
        {
            return;
        }

        var text = System.Text.Encoding.Latin1.GetString(parts[manifest].Content);
        text = text.Replace(Digest(before), Digest(parts[entry].Content), StringComparison.Ordinal)
            .Replace($"\"length\": {before.Length},", $"\"length\": {parts[entry].Content.Length},", StringComparison.Ordinal);
        parts[manifest] = ("manifest.json", System.Text.Encoding.Latin1.GetBytes(text));
        parts[digest] = ("manifest.sha256", System.Text.Encoding.ASCII.GetBytes(Digest(parts[manifest].Content)));
    }

    private static byte[] Damage(byte[] source, Random random)
    {
        var content = (byte[])source.Clone();
        var at = random.Next(Math.Max(1, content.Length - 3));
        switch (random.Next(6))
        {
            case 0:
                content[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                random.NextBytes(content.AsSpan(at, Math.Min(1 + random.Next(12), content.Length - at)));
                break;
            case 2:
                return content[..at];
            case 3:
                BitConverter.TryWriteBytes(content.AsSpan(at), s_lengths[random.Next(s_lengths.Length)]);
                break;
            case 4:
                content[at] = (byte)('0' + random.Next(10));
                break;
            default:
                return [.. content[..at], .. content[random.Next(content.Length)..]];
        }

        return content;
    }

    private static PortableModel Trees()
    {
        var trees = new HistGradientBoosting().Fit(new BoostingOptions { Trees = 3, Leaves = 4 }, Rows.Binary(200, 10, 1));
        return new PortableModel(
            PortableSamples.Columns(),
            new PortableLabel { Task = PredictionTask.Binary, Classes = ["No", "Yes"] },
            [new PortableMember(PortableSamples.Featurizer(), new TreePredictor(trees, PortableLink.Logistic()), 1)]);
    }

    private static List<(string Name, byte[] Content)> Parts(byte[] file)
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

    private static byte[] Zip(List<(string Name, byte[] Content)> parts)
    {
        using var file = new MemoryStream();
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

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
