namespace Microsoft.ML.Data;

/// <summary>Keeps the text of a column: values that repeat are kept once, others in large blocks.</summary>
internal sealed class TextStore
{
    private const int BlockChars = 1 << 15;
    private const int MaxShared = 4096;

    private readonly Dictionary<string, ReadOnlyMemory<char>> _shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<char>>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _block = [];
    private int _used;

    public TextStore()
    {
        _lookup = _shared.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public ReadOnlyMemory<char> Keep(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        // A column with many values is hardly a category: looking them up would cost more than it saves.
        if (_shared.Count >= MaxShared)
        {
            return Copy(text);
        }

        if (!_lookup.TryGetValue(text, out var kept))
        {
            var value = text.ToString();
            kept = value.AsMemory();
            _shared.Add(value, kept);
        }

        return kept;
    }

    private ReadOnlyMemory<char> Copy(ReadOnlySpan<char> text)
    {
        if (text.Length > _block.Length - _used)
        {
            _block = new char[Math.Max(BlockChars, text.Length)];
            _used = 0;
        }

        text.CopyTo(_block.AsSpan(_used));
        var kept = _block.AsMemory(_used, text.Length);
        _used += text.Length;
        return kept;
    }
}
