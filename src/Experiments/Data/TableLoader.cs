using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetTuning.Experiments.Validation;
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
        var inference = context.Auto().InferColumns(path, labelColumnName, separatorChar: scan.Separator, groupColumns: false);
        foreach (var column in inference.TextLoaderOptions.Columns!)
        {
            if (column.Name == labelColumnName)
            {
                column.DataKind = kind == PredictionTask.Regression ? DataKind.Single : DataKind.String;
            }
        }

        IDataView data = context.Data.CreateTextLoader(inference.TextLoaderOptions).Load(path);
        data = DropRowsWithoutLabel(data, scan);
        var classes = Classes(scan, kind);
        if (classes.Length > 0)
        {
            data = MapLabel(data, kind, classes);
        }

        IgnoreEmptyColumns(inference.ColumnInformation, scan);
        return new LoadedTable(context.Data.Cache(data), inference.ColumnInformation, kind, labelColumnName, classes, _notes);
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

    private IDataView DropRowsWithoutLabel(IDataView data, CsvScan scan)
    {
        bool[] keep = [.. scan.Labels.Select(l => l.Length > 0)];
        return keep.All(k => k) ? data : new RowSubsetView(data, keep);
    }

    private IDataView MapLabel(IDataView data, PredictionTask kind, string[] classes)
    {
        if (kind == PredictionTask.Multiclass)
        {
            return context.Transforms.Conversion
                .MapValueToKey(labelColumnName, keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                .Fit(data).Transform(data);
        }

        var pairs = new[] { KeyValuePair.Create(classes[0], false), KeyValuePair.Create(classes[1], true) };
        return context.Transforms.Conversion.MapValue(labelColumnName, pairs, labelColumnName).Fit(data).Transform(data);
    }

    private void IgnoreEmptyColumns(ColumnInformation columns, CsvScan scan)
    {
        for (var i = 0; i < scan.Header.Length; i++)
        {
            if (scan.Missing[i] == scan.Rows)
            {
                var name = scan.Header[i];
                columns.NumericColumnNames.Remove(name);
                columns.CategoricalColumnNames.Remove(name);
                columns.TextColumnNames.Remove(name);
                columns.IgnoredColumnNames.Add(name);
                _notes.Add($"Column '{name}' has no value in any of the {scan.Rows} rows and is left out; remove it from the file or fill it in.");
            }
        }

        if (columns.NumericColumnNames.Count + columns.CategoricalColumnNames.Count + columns.TextColumnNames.Count == 0)
        {
            throw new InvalidDataException($"{path}: no column is left to predict '{labelColumnName}' from. Give a file with at least one column that has values besides the label.");
        }
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
