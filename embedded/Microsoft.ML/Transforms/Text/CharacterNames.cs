using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>
/// How characters are written in the names of slots: as they are, but control characters by their control pictures or abbreviations
/// (ISO/IEC 6429), and halves of surrogate pairs by one placeholder.
/// </summary>
internal static class CharacterNames
{
    /// <summary>Number of keys: every UTF-16 unit but the null character.</summary>
    public const int Count = char.MaxValue;

    private const string Surrogate = @"\u4X";

    private static readonly string[] s_controls =
    [
        "PAD", "HOP", "BPH", "NBH", "IND", "NEL", "SSA", "ESA", "HTS", "HTJ", "VTS", "PLD", "PLU", "RI", "SS2", "SS3",
        "DCS", "PU1", "PU2", "STS", "CCH", "MW", "SPA", "EPA", "SOS", "SGCI", "SCI", "CSI", "ST", "OSC", "PM", "APC",
    ];

    private static readonly Lazy<ReadOnlyMemory<char>[]> s_names = new(
        static () => Enumerable.Range(1, Count).Select(static c => Name((char)c).AsMemory()).ToArray());

    /// <summary>Writes the names of all keys; they are made when first asked for.</summary>
    public static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Getter { get; } =
        static (ref VBuffer<ReadOnlyMemory<char>> target) => VBuffer<ReadOnlyMemory<char>>.Copy(s_names.Value, 0, ref target, Count);

    private static string Name(char c) => c switch
    {
        <= ' ' => $"<{(char)(c + '\u2400')}>",
        '\u007F' => "<\u2421>",
        >= '\u0080' and <= '\u009F' => $"<{s_controls[c - '\u0080']}>",
        '\u2028' => "<LSEP>",
        '\u2029' => "<PSEP>",
        _ when char.IsSurrogate(c) => Surrogate,
        _ => c.ToString(),
    };
}
