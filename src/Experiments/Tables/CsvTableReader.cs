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
        using var file = CsvFile.Open(path);
        var label = CsvScan.CheckHeader(path, file.Names, labelColumnName);
        file.CheckNames();
        if (file.Names.Length == 1)
        {
            throw NothingToLearnFrom(path, labelColumnName);
        }

        var builders = file.Names.Select(name => new ColumnBuilder(name)).ToArray();
        List<string> labels = [];
        List<int> lines = [];
        var unreadable = false;
        while (file.Read() is { } record)
        {
            if ((lines.Count & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var i = 0; i < record.Length; i++)
            {
                unreadable |= record[i].Contains('\uFFFD');
                if (i != label)
                {
                    builders[i].Add(record[i], file.Line);
                }
            }

            labels.Add(CsvColumn.IsMissing(record[label]) ? string.Empty : record[label].Trim());
            lines.Add(file.Line);
        }

        List<string> notes = [];
        var texts = new LabelTexts(path, labelColumnName, labels);
        texts.Check(notes);
        var made = texts.Build(task, row => lines[row]);
        TableColumn[] columns = [.. builders.Where((_, i) => i != label).Select(builder => builder.Build(notes))];
        if (made.Values.Length < labels.Count)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Count).Where(row => labels[row].Length > 0)];
            columns = [.. columns.Select(column => column.Select(rows))];
        }

        if (unreadable)
        {
            notes.Add("The file holds bytes that are no UTF-8, read as \uFFFD. Save it as UTF-8 to keep those characters.");
        }

        return new RawTable(columns, made, notes);
    }

    internal static InvalidDataException NothingToLearnFrom(string path, string label) =>
        new($"{path}: no column is left to predict '{label}' from. Give a file with at least one column that has values besides the label.");
}
