using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tables;

/// <summary>Reads a delimited file into a table in one pass, with every check that a file needs before training.</summary>
internal static class CsvTableReader
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumnName">The header of the column to predict.</param>
    /// <param name="task">The task, or null to infer it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file cannot be trained on; the message says where and what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RawTable Read(string path, string labelColumnName, PredictionTask? task, CancellationToken cancellation)
    {
        using var file = CsvFile.Open(path, labelColumnName);
        var label = CsvScan.CheckHeader(path, file.Names, labelColumnName);
        file.CheckNames();
        if (file.Names.Length == 1)
        {
            throw NothingToLearnFrom(path, labelColumnName);
        }

        var comma = file.Dialect.DecimalComma;
        var builders = file.Names.Select(name => new ColumnBuilder(name, comma)).ToArray();
        var labels = new LabelColumn(file, label);
        Fill(file, [.. Enumerable.Range(0, builders.Length).Where(i => i != label).Select(i => (i, builders[i]))], labels, cancellation);
        List<string> notes = [];
        var texts = new LabelTexts(path, labelColumnName, labels.Texts(task, comma, notes));
        texts.Check(notes);
        var made = texts.Build(task, labels.LineOf);
        LabelTexts.NoteSmallClasses(made, notes);
        ReadMisread(path, labelColumnName, builders, labels.Rows, cancellation);
        TableColumn[] columns = [.. builders.Where((_, i) => i != label).Select(builder => builder.Build(notes))];
        if (made.Values.Length < labels.Rows)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Rows).Where(row => !labels.IsMissing(row))];
            columns = [.. columns.Select(column => column.Select(rows))];
        }

        notes.AddRange(file.Notes());
        return new RawTable(columns, made, notes);
    }

    internal static InvalidDataException NothingToLearnFrom(string path, string label) =>
        new($"{path}: no column is left to predict '{label}' from. Give a file with at least one column that has values besides the label.");

    private static void Fill(CsvFile file, (int Place, ColumnBuilder Builder)[] columns, LabelColumn? labels, CancellationToken cancellation, int mostRows = int.MaxValue)
    {
        for (var row = 0; row < mostRows && file.Next(); row++)
        {
            if ((row & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (var (place, builder) in columns)
            {
                builder.Add(file[place], file.Line);
            }

            labels?.Add();
        }

        foreach (var (_, builder) in columns)
        {
            builder.Decide();
        }
    }

    // Columns that began like numbers and went on like texts.
    private static void ReadMisread(string path, string labelColumnName, ColumnBuilder[] builders, int rows, CancellationToken cancellation)
    {
        int[] misread = [.. Enumerable.Range(0, builders.Length).Where(i => builders[i].IsMisread)];
        if (misread.Length == 0)
        {
            return;
        }

        using var file = CsvFile.Open(path, labelColumnName);
        Array.ForEach(misread, i => builders[i] = new ColumnBuilder(file.Names[i], isText: true));
        Fill(file, [.. misread.Select(i => (i, builders[i]))], null, cancellation, rows);
    }
}
