namespace Microsoft.ML.AutoML;

/// <summary>
/// How the lines of a file are split into columns.
/// </summary>
internal sealed record FileLayout(char Separator, bool Quoting, bool Sparse, bool Multiline, int ColumnCount)
{
    private const int RecordLimit = 1000;

    // Where this share of the records has the same number of columns, that number is the file's.
    private const double UniformShare = 0.98;

    private static readonly char[] Separators = ['\t', ',', ' ', ';'];

    /// <summary>
    /// The first layout, in the order tab, comma, space, semicolon, that splits nearly all records into the same number of columns, two or more.
    /// </summary>
    /// <exception cref="InferenceException">There is none.</exception>
    public static FileLayout Infer(string path, DelimitedSample sample, char? separator, bool? quoting, bool? sparse)
    {
        foreach (var quotes in quoting is { } fixedQuotes ? [fixedQuotes] : new[] { true, false })
        {
            foreach (var candidate in separator is { } fixedSeparator ? [fixedSeparator] : Separators)
            {
                foreach (var multiline in quotes ? new[] { false, true } : [false])
                {
                    if (CountColumns(sample.Split(candidate, quotes, multiline, RecordLimit)) is { } count)
                    {
                        return new FileLayout(candidate, quotes, sparse ?? false, multiline, count);
                    }
                }
            }
        }

        var tried = separator is null ? "tab, comma, space and semicolon" : $"'{separator}'";
        throw new InferenceException(
            InferenceExceptionType.ColumnSplit,
            $"Unable to split the file '{path}' into multiple, consistent columns with the separators {tried}. Give the separator, check that all lines have the same number of columns, and that fields with separators are quoted.");
    }

    private static int? CountColumns(List<string[]> records)
    {
        if (records.Count == 0)
        {
            return null;
        }

        var most = records.GroupBy(record => record.Length).MaxBy(group => group.Count())!;
        return most.Key > 1 && most.Count() >= UniformShare * records.Count ? most.Key : null;
    }
}
