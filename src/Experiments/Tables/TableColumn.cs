using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tables;

/// <summary>One column of a table in memory: numbers, or texts as numbers of their levels.</summary>
internal sealed class TableColumn
{
    private readonly Lazy<string[][]>? _words;

    /// <summary>Makes a column of numbers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">Rows x size values, row by row, NaN for missing.</param>
    /// <param name="size">Values a row.</param>
    public TableColumn(string name, float[] numbers, int size = 1) => (Name, Numbers, Size) = (name, numbers, size);

    /// <summary>Makes a column of texts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="codes">The level of each row, -1 for missing.</param>
    /// <param name="levels">The texts.</param>
    /// <param name="missingTexts">Texts other than the empty one that stood for missing.</param>
    public TableColumn(string name, int[] codes, IReadOnlyList<string> levels, IReadOnlyList<string> missingTexts)
    {
        (Name, Codes, Levels, MissingTexts) = (name, codes, levels, missingTexts);
        _words = new(() => Split(levels));
    }

    public string Name { get; }

    /// <summary>Values a row; texts have one.</summary>
    public int Size { get; } = 1;

    public float[]? Numbers { get; }

    public int[]? Codes { get; }

    public IReadOnlyList<string> Levels { get; } = [];

    public IReadOnlyList<string> MissingTexts { get; } = [];

    /// <summary>Whether the host holds the numbers as true and false.</summary>
    public bool IsBoolean { get; init; }

    /// <summary>Whether the file writes the numbers with a decimal comma.</summary>
    public bool DecimalComma { get; init; }

    public bool IsText => Codes is not null;

    /// <summary>The text of a row; empty where it is missing.</summary>
    public string Text(int row) => Codes![row] < 0 ? string.Empty : Levels[Codes[row]];

    /// <summary>The words of a row's text, repeats too.</summary>
    public string[] Words(int row) => Codes![row] < 0 ? [] : _words!.Value[Codes[row]];

    /// <summary>The column of some rows.</summary>
    public TableColumn Select(int[] rows)
    {
        if (Codes is not null)
        {
            return new TableColumn(Name, Array.ConvertAll(rows, row => Codes[row]), Levels, MissingTexts);
        }

        var numbers = new float[rows.Length * Size];
        for (var i = 0; i < rows.Length; i++)
        {
            Array.Copy(Numbers!, rows[i] * Size, numbers, i * Size, Size);
        }

        return new TableColumn(Name, numbers, Size) { IsBoolean = IsBoolean, DecimalComma = DecimalComma };
    }

    // Every fold reads them several times; a word that comes again is kept once.
    private static string[][] Split(IReadOnlyList<string> levels)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. levels.Select(level => WordsStep.Split(level).Select(Once).ToArray())];

        string Once(string word)
        {
            if (known.TryGetValue(word, out var same))
            {
                return same;
            }

            known.Add(word);
            return word;
        }
    }
}
