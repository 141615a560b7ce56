using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Data;

/// <summary>Turns a delimited file into a <see cref="LoadedTable"/>, with every check that a file needs before training.</summary>
internal sealed class TableLoader(MLContext context, string path, string labelColumnName, PredictionTask? task)
{
    private readonly List<string> _notes = [];

    internal LoadedTable Load()
    {
        var scan = CsvScan.Read(path, labelColumnName);
        var label = new LabelTexts(path, labelColumnName, scan.Labels);
        label.Check(_notes);
        var kind = task ?? label.InferTask();
        CheckNumbers(scan, kind);
        var classes = label.Classes(kind);
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
            throw CsvTableReader.NothingToLearnFrom(path, labelColumnName);
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

    private void CheckNumbers(CsvScan scan, PredictionTask kind)
    {
        var label = scan.Columns.First(c => c.Name == labelColumnName);
        if (kind == PredictionTask.Regression && label.NotNumbers > 0)
        {
            throw new InvalidDataException(
                $"{path}, line {label.FirstNotNumber.Line}: the label column '{labelColumnName}' holds '{label.FirstNotNumber.Value}', but a regression needs numbers. Mend the {Count(label.NotNumbers, "value")} that {(label.NotNumbers == 1 ? "is" : "are")} none, or choose the multiclass task.");
        }
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

        _notes.AddRange(scan.Notes);

        if (columns.NumericColumnNames.Count + columns.CategoricalColumnNames.Count + columns.TextColumnNames.Count == 0)
        {
            throw CsvTableReader.NothingToLearnFrom(path, labelColumnName);
        }
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
