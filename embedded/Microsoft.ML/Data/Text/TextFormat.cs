using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The checked settings of a text loader.</summary>
internal sealed record TextFormat
{
    public required char[] Separators { get; init; }

    public required bool Quoting { get; init; }

    public required bool Multiline { get; init; }

    public required bool Sparse { get; init; }

    public required bool TrimEnd { get; init; }

    public required bool HasHeader { get; init; }

    public required bool EmptyIsNaN { get; init; }

    public required char Escape { get; init; }

    public required char DecimalMarker { get; init; }

    public required int InputSize { get; init; }

    public required long MaxRows { get; init; }

    public required bool Parallel { get; init; }

    /// <summary>The separators as they stand in UTF-8 text.</summary>
    public required TextSeparators FieldSeparators { get; init; }

    /// <summary>Whether spaces before a field are passed over.</summary>
    public required bool SkipSpaces { get; init; }

    /// <summary>The escape character in UTF-8.</summary>
    public required byte[] EscapeBytes { get; init; }

    public static TextFormat Create(TextLoader.Options options)
    {
        var separators = (options.Separators ?? []).Distinct().ToArray();
        var errors = new List<string>();
        Check(separators.Length > 0, "Separators is empty; name at least one character.");
        foreach (var separator in separators)
        {
            Check(IsSeparator(separator), $"Separators holds '{separator}', which cannot separate fields; take a tab or a printable character that is neither a digit nor a double quote.");
        }

        Check(options.DecimalMarker is '.' or ',', $"DecimalMarker is '{options.DecimalMarker}'; it is '.' or ','.");
        Check(options.AllowQuoting || options.DecimalMarker != ',' || !separators.Contains(','), "DecimalMarker and a separator are both ','; set AllowQuoting, so that numbers can be quoted.");
        Check(!separators.Contains(options.EscapeChar), $"EscapeChar '{options.EscapeChar}' is a separator too; choose another.");
        Check(!options.AllowSparse || !separators.Contains(':'), "AllowSparse and the separator ':' cannot go together.");
        Check(options.InputSize is null or >= 0, $"InputSize is {options.InputSize}; it is 0 or more.");
        Check(options.MaxRows is null or >= 0, $"MaxRows is {options.MaxRows}; it is 0 or more.");
        if (errors.Count > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The text loader's options are not right: " + string.Join(" ", errors));
        }

        return new TextFormat
        {
            Separators = separators,
            Quoting = options.AllowQuoting,
            Multiline = options.AllowQuoting && options.ReadMultilines,
            Sparse = options.AllowSparse,
            TrimEnd = options.TrimWhitespace,
            HasHeader = options.HasHeader && options.HeaderFile is null,
            EmptyIsNaN = options.MissingRealsAsNaNs,
            Escape = options.EscapeChar,
            DecimalMarker = options.DecimalMarker,
            InputSize = options.InputSize ?? 0,
            MaxRows = options.MaxRows ?? long.MaxValue,
            Parallel = options.UseThreads,
            FieldSeparators = new TextSeparators(separators),
            SkipSpaces = !separators.Contains(' '),
            EscapeBytes = Encoding.UTF8.GetBytes([options.EscapeChar]),
        };

        void Check(bool right, string message)
        {
            if (!right)
            {
                errors.Add(message);
            }
        }
    }

    private static bool IsSeparator(char c) => c == '\t' || (c >= ' ' && c != '"' && !char.IsAsciiDigit(c));
}
