using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Data;

/// <summary>Turns a delimited file into a <see cref="LoadedTable"/>, with every check that a file needs before training.</summary>
internal sealed class TableLoader(MLContext context, string path, string labelColumnName, PredictionTask? task)
{
    /// <summary>Fewest labelled rows that a table may have.</summary>
    internal const int MinimumRows = 10;

    /// <summary>A label of numbers with at most this many distinct values that are whole is a class.</summary>
    private const int MaximumNumericClasses = 10;

    private static readonly string[] _positive = ["yes", "true", "1", "y", "t", "positive", "pos"];

    private readonly List<string> _notes = [];

    internal LoadedTable Load()
    {
        var scan = CsvScan.Read(path, labelColumnName);
        CheckRows(scan);
        var kind = task ?? InferTask(scan);
        CheckNumbers(scan, kind);
        var classes = Classes(scan, kind);
        var inference = Infer(scan);
        SetKinds(inference, scan, kind);
        NoteColumns(inference.ColumnInformation, scan);
        IDataView data = context.Data.CreateTextLoader(inference.TextLoaderOptions).Load(path);
        data = MapLabel(DropRowsWithoutLabel(data, scan), scan, classes, kind);
        return new LoadedTable(context.Data.Cache(data), inference.ColumnInformation, kind, labelColumnName, classes, _notes);
    }

    private ColumnInferenceResults Infer(CsvScan scan)
    {
        if (scan.Columns.Length == 1)
        {
            throw NothingToLearnFrom();
        }

        try
        {
            var inference = context.Auto().InferColumns(path, labelColumnName, separatorChar: scan.Separator, groupColumns: false);

            // Without this an empty number is 0 to ML.NET.
            inference.TextLoaderOptions.MissingRealsAsNaNs = true;
            inference.TextLoaderOptions.AllowQuoting = true;
            inference.TextLoaderOptions.ReadMultilines = scan.HasMultilines;
            return inference;
        }
        catch (InferenceException e)
        {
            throw new InvalidDataException($"{path}: the columns can't be told. {e.Message}", e);
        }
    }

    /// <summary>ML.NET infers types from the first rows; the scan knows all of them.</summary>
    private void SetKinds(ColumnInferenceResults inference, CsvScan scan, PredictionTask kind)
    {
        var byName = scan.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        foreach (var column in inference.TextLoaderOptions.Columns!)
        {
            if (column.Name == labelColumnName)
            {
                column.DataKind = kind == PredictionTask.Regression ? DataKind.Single : DataKind.String;
            }
            else if (byName.TryGetValue(column.Name, out var found) && column.DataKind == DataKind.Boolean && !found.IsTruth)
            {
                // Boolean has no missing value: it would be false.
                column.DataKind = DataKind.String;
                inference.ColumnInformation.NumericColumnNames.Remove(column.Name);
                inference.ColumnInformation.CategoricalColumnNames.Add(column.Name);
            }
            else if (found is { NotNumbers: > 0 } && column.DataKind == DataKind.Single)
            {
                _notes.Add($"Column '{column.Name}' is read as numbers: {Count(found.NotNumbers, "other value")}, the first '{found.FirstNotNumber.Value}' in line {found.FirstNotNumber.Line}, counted as missing.");
            }
        }
    }

    private void CheckRows(CsvScan scan)
    {
        var missing = scan.Labels.Count(l => l.Length == 0);
        if (scan.Rows == 0)
        {
            throw new InvalidDataException($"{path}: the file has a header but no rows. Give at least {MinimumRows} rows.");
        }

        if (missing * 2 > scan.Rows)
        {
            throw new InvalidDataException($"{path}: the label column '{labelColumnName}' is missing in {missing} of {scan.Rows} rows, more than half. Fill the labels in, or name another label column.");
        }

        if (scan.Rows - missing < MinimumRows)
        {
            throw new InvalidDataException($"{path}: {Count(scan.Rows - missing, "row")} with a label; training and validation need at least {MinimumRows}. Give more rows.");
        }

        if (scan.Labels.Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
        {
            throw new InvalidDataException($"{path}: the label column '{labelColumnName}' has the one value '{scan.Labels.First(l => l.Length > 0)}' in every row, so there is nothing to learn. Give rows of at least two classes (or two different values).");
        }

        if (missing > 0)
        {
            _notes.Add($"{Count(missing, "row")} without a label in '{labelColumnName}' left out of {scan.Rows}.");
        }
    }

    private void CheckNumbers(CsvScan scan, PredictionTask kind)
    {
        var label = scan.Columns.First(c => c.Name == labelColumnName);
        if (kind == PredictionTask.Regression && label.NotNumbers > 0)
        {
            throw new InvalidDataException(
                $"{path}, line {label.FirstNotNumber.Line}: the label column '{labelColumnName}' holds '{label.FirstNotNumber.Value}', but a regression needs numbers. Mend the {Count(label.NotNumbers, "value")} that {(label.NotNumbers == 1 ? "is" : "are")} none, or choose the multiclass task.");
        }
    }

    private static PredictionTask InferTask(CsvScan scan)
    {
        var distinct = scan.Labels.Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (distinct.Length == 2)
        {
            return PredictionTask.Binary;
        }

        var numbers = distinct.All(d => double.TryParse(d, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        var whole = numbers && distinct.All(d => double.Parse(d, NumberStyles.Float, CultureInfo.InvariantCulture) % 1 == 0);
        return !numbers || (whole && distinct.Length <= MaximumNumericClasses) ? PredictionTask.Multiclass : PredictionTask.Regression;
    }

    private string[] Classes(CsvScan scan, PredictionTask kind)
    {
        if (kind == PredictionTask.Regression)
        {
            return [];
        }

        var classes = scan.Labels.Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (kind == PredictionTask.Multiclass)
        {
            return classes;
        }

        if (classes.Length != 2)
        {
            throw new InvalidDataException($"{path}: the label column '{labelColumnName}' has {classes.Length} classes ({string.Join(", ", classes.Take(10))}), but a binary task has two. Choose the multiclass task or another label.");
        }

        var first = _positive.Contains(classes[0].ToLowerInvariant()) && !_positive.Contains(classes[1].ToLowerInvariant());
        return first ? [classes[1], classes[0]] : classes;
    }

    private static IDataView DropRowsWithoutLabel(IDataView data, CsvScan scan)
    {
        bool[] keep = [.. scan.Labels.Select(l => l.Length > 0)];
        return keep.All(k => k) ? data : new RowSubsetView(data, keep);
    }

    private IDataView MapLabel(IDataView data, CsvScan scan, string[] classes, PredictionTask kind)
    {
        if (kind == PredictionTask.Regression)
        {
            CheckCount(data.GetColumn<float>(labelColumnName).Count(), scan);
            return data;
        }

        // The text loader keeps spaces behind a value; they make no other class.
        string[] written = [.. data.GetColumn<string>(labelColumnName)];
        CheckCount(written.Length, scan);
        string[] distinct = [.. written.Distinct(StringComparer.Ordinal)];
        if (kind == PredictionTask.Binary)
        {
            var truth = distinct.Select(w => KeyValuePair.Create(w, w.Trim() == classes[1])).ToArray();
            return context.Transforms.Conversion.MapValue(labelColumnName, truth, labelColumnName).Fit(data).Transform(data);
        }

        if (distinct.Any(w => w != w.Trim()))
        {
            var trimmed = distinct.Select(w => KeyValuePair.Create(w, w.Trim())).ToArray();
            data = context.Transforms.Conversion.MapValue(labelColumnName, trimmed, labelColumnName).Fit(data).Transform(data);
        }

        return context.Transforms.Conversion
            .MapValueToKey(labelColumnName, keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Fit(data).Transform(data);
    }

    private void CheckCount(int loaded, CsvScan scan)
    {
        var labelled = scan.Labels.Count(l => l.Length > 0);
        if (loaded != labelled)
        {
            throw new InvalidDataException($"{path}: ML.NET's text loader reads {Count(loaded, "row")} with a label, but the file has {labelled}. To the loader lines that start with // are comments; put their first value in quotes.");
        }
    }

    private void NoteColumns(ColumnInformation columns, CsvScan scan)
    {
        foreach (var name in columns.TextColumnNames.Concat(columns.IgnoredColumnNames).Where(n => n != labelColumnName))
        {
            if (scan.Columns.FirstOrDefault(c => c.Name == name) is { } found && found.Missing < scan.Rows)
            {
                _notes.Add($"Column '{name}' is left out: it holds text of its own in nearly every row, such as '{found.FirstNotNumber.Value}'.");
            }
        }

        foreach (var name in scan.Columns.Where(c => c.Missing == scan.Rows).Select(c => c.Name))
        {
            columns.NumericColumnNames.Remove(name);
            columns.CategoricalColumnNames.Remove(name);
            columns.TextColumnNames.Remove(name);
            columns.IgnoredColumnNames.Remove(name);
            columns.IgnoredColumnNames.Add(name);
            _notes.Add($"Column '{name}' has no value in any of the {scan.Rows} rows and is left out; remove it from the file or fill it in.");
        }

        if (scan.HasUnreadable)
        {
            _notes.Add("The file holds bytes that are no UTF-8, read as \uFFFD. Save it as UTF-8 to keep those characters.");
        }

        if (columns.NumericColumnNames.Count + columns.CategoricalColumnNames.Count + columns.TextColumnNames.Count == 0)
        {
            throw NothingToLearnFrom();
        }
    }

    private InvalidDataException NothingToLearnFrom() =>
        new($"{path}: no column is left to predict '{labelColumnName}' from. Give a file with at least one column that has values besides the label.");

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
