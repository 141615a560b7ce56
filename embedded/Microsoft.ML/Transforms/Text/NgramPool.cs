namespace Microsoft.ML.Transforms.Text;

/// <summary>Sequences of keys, numbered from 0 in the order they are added.</summary>
internal sealed class NgramPool
{
    private uint[] _items = new uint[64];
    private int[] _starts = new int[17];
    private int[] _next = new int[16];
    private int[] _buckets = NewBuckets(32);

    /// <summary>Number of sequences.</summary>
    public int Count { get; private set; }

    /// <summary>The keys of a sequence.</summary>
    public ReadOnlySpan<uint> this[int id] => _items.AsSpan(_starts[id].._starts[id + 1]);

    /// <summary>The number of a sequence, or -1.</summary>
    public int Find(ReadOnlySpan<uint> ngram) => Find(ngram, Hash(ngram));

    /// <summary>Adds a sequence that is not there yet.</summary>
    /// <returns>Its number; where it was there already, that one, and <paramref name="added"/> is false.</returns>
    public int GetOrAdd(ReadOnlySpan<uint> ngram, out bool added)
    {
        var hash = Hash(ngram);
        var id = Find(ngram, hash);
        added = id < 0;
        return added ? Append(ngram, hash) : id;
    }

    public void Write(ModelWriter writer)
    {
        writer.WriteArray<uint>(_items.AsSpan(0, _starts[Count]));
        writer.WriteArray<int>(_starts.AsSpan(0, Count + 1));
    }

    public static NgramPool Read(ModelReader reader, int maximumLength)
    {
        var items = reader.ReadArray<uint>();
        var starts = reader.ReadArray<int>();
        if (starts.Length == 0 || starts[0] != 0 || starts[^1] != items.Length)
        {
            throw reader.Corrupt("the n-grams do not fit their places");
        }

        var pool = new NgramPool();
        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] <= starts[i - 1] || starts[i] > items.Length || starts[i] - starts[i - 1] > maximumLength)
            {
                throw reader.Corrupt($"n-gram {i - 1} is out of place");
            }

            pool.GetOrAdd(items.AsSpan(starts[i - 1]..starts[i]), out var added);
            if (!added)
            {
                throw reader.Corrupt($"n-gram {i - 1} is there twice");
            }
        }

        return pool;
    }

    private static uint Hash(ReadOnlySpan<uint> ngram)
    {
        var hash = 0UL;
        foreach (var key in ngram)
        {
            hash = (hash + key + 1) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (uint)(hash >> 32) ^ (uint)hash;
    }

    private static int[] NewBuckets(int size)
    {
        var buckets = new int[size];
        Array.Fill(buckets, -1);
        return buckets;
    }

    private int Find(ReadOnlySpan<uint> ngram, uint hash)
    {
        for (var id = _buckets[hash & (uint)(_buckets.Length - 1)]; id >= 0; id = _next[id])
        {
            if (this[id].SequenceEqual(ngram))
            {
                return id;
            }
        }

        return -1;
    }

    private int Append(ReadOnlySpan<uint> ngram, uint hash)
    {
        var start = _starts[Count];
        if (start + ngram.Length > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(_items.Length * 2, start + ngram.Length));
        }

        ngram.CopyTo(_items.AsSpan(start));
        if (Count == _next.Length)
        {
            Array.Resize(ref _next, Count * 2);
            Array.Resize(ref _starts, (Count * 2) + 1);
        }

        _starts[Count + 1] = start + ngram.Length;
        if (Count >= _buckets.Length)
        {
            Rehash();
        }

        Link(Count, hash);
        return Count++;
    }

    private void Rehash()
    {
        _buckets = NewBuckets(_buckets.Length * 2);
        for (var id = 0; id < Count; id++)
        {
            Link(id, Hash(this[id]));
        }
    }

    private void Link(int id, uint hash)
    {
        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _next[id] = bucket;
        bucket = id;
    }
}
