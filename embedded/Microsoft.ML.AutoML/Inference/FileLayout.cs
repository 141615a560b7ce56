namespace Microsoft.ML.AutoML;

/// <summary>
/// How the lines of a file are split into columns.
/// </summary>
internal sealed record FileLayout(char Separator, bool Quoting, bool Sparse, bool Multiline, int ColumnCount)
{
    // The records that are compared; what follows them may be ragged, as the loader fills short lines and cuts long ones.
    private const int RecordLimit = 100;

    private static readonly char[] Separators = ['\t', ',', ' ', ';'];

    /// <summary>
    /// The first layout, in the order tab, comma, space, semicolon, that splits the first 100 records into the same number of columns, two or
    /// more.
    /// </summary>
    /// <exception cref="InferenceException">There is none.</exception>
    public static FileLayout Infer(string path, DelimitedSample sample, char? separator, bool? quoting, bool? sparse)
    {
        foreach (var candidate in Candidates(separator, quoting, sparse))
        {
            if (CountColumns(sample.Split(candidate, RecordLimit)) is { } count)
            {
                return candidate with { ColumnCount = count };
            }
        }

        var tried = separator is null ? "tab, comma, space and semicolon" : $"'{separator}'";
        throw new InferenceException(
            InferenceExceptionType.ColumnSplit,
            $"Unable to split the file '{path}' into multiple, consistent columns with the separators {tried}. Give the separator, check that the first 100 lines have the same number of columns, and that fields with separators are quoted.");
    }

    private static IEnumerable<FileLayout> Candidates(char? separator, bool? quoting, bool? sparse)
        => from sparsity in sparse is { } fixedSparse ? [fixedSparse] : new[] { false, true }
           from quotes in quoting is { } fixedQuotes ? [fixedQuotes] : new[] { true, false }
           from character in separator is { } fixedSeparator ? [fixedSeparator] : Separators
           from multiline in quotes ? new[] { false, true } : [false]
           select new FileLayout(character, quotes, sparsity, multiline, 0);

    private static int? CountColumns(List<string[]> records)
    {
        if (records.Count == 0 || records[0].Length < 2)
        {
            return null;
        }

        return records.TrueForAll(record => record.Length == records[0].Length) ? records[0].Length : null;
    }
}
