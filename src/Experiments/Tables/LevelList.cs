namespace MLNetTuning.Experiments.Tables;

/// <summary>Different texts in the order they first came, each with its number.</summary>
internal sealed class LevelList
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);

    /// <summary>The texts; a text's number is its place.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The number of a text, a new one for a new text.</summary>
    public int CodeOf(ReadOnlySpan<char> text)
    {
        var lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var code))
        {
            code = _texts.Count;
            _texts.Add(text.ToString());
            _codeOf.Add(_texts[code], code);
        }

        return code;
    }
}
