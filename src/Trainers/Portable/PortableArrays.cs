using System.Runtime.InteropServices;

namespace MLNetTuning.Trainers.Portable;

/// <summary>All loose float arrays of a file in one run of little-endian floats.</summary>
internal sealed class PortableArrays
{
    private readonly List<float> _floats;

    public PortableArrays() => _floats = [];

    public PortableArrays(byte[] bytes)
    {
        if (bytes.Length % sizeof(float) != 0)
        {
            throw new PortableModelException($"The entry of arrays has {bytes.Length} bytes, which are no whole floats; the file is damaged.");
        }

        _floats = [.. MemoryMarshal.Cast<byte, float>(bytes)];
    }

    public PortableManifest.RunPart Add(IReadOnlyList<float> values)
    {
        var run = new PortableManifest.RunPart(_floats.Count, values.Count);
        _floats.AddRange(values);
        return run;
    }

    public float[] Get(PortableManifest.RunPart run)
    {
        if (run.Start < 0 || run.Count < 0 || (long)run.Start + run.Count > _floats.Count)
        {
            throw new PortableModelException($"The manifest names floats {run.Start} to {(long)run.Start + run.Count}, but the file holds {_floats.Count}; the file is damaged.");
        }

        return _floats.GetRange(run.Start, run.Count).ToArray();
    }

    public byte[] ToBytes() => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_floats)).ToArray();
}
