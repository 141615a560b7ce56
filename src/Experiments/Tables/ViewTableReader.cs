using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tables;

/// <summary>Reads a data view into a table: numbers, booleans, texts and vectors of numbers.</summary>
internal sealed class ViewTableReader(IDataView data, string labelColumnName)
{
    private readonly List<string> _notes = [];

    /// <summary>Reads all rows once.</summary>
    /// <param name="task">The task, or null to infer it from the label's type.</param>
    /// <exception cref="ArgumentException">There is no such label column.</exception>
    /// <exception cref="InvalidDataException">Nothing can be learnt from the rows.</exception>
    public RawTable Read(PredictionTask? task)
    {
        var label = data.Schema.GetColumnOrNull(labelColumnName) ?? throw new ArgumentException(
            $"There is no column '{labelColumnName}'. The columns are: {string.Join(", ", data.Schema.Where(column => !column.IsHidden).Select(column => column.Name))}. Give one of them as the label.");
        DataViewSchema.Column[] taken = [.. data.Schema.Where(column => !column.IsHidden && column.Name != labelColumnName && Suits(column))];
        using var cursor = data.GetRowCursor([label, .. taken]);
        var sinks = taken.Select(column => new ViewColumnSink(cursor, column)).ToArray();
        var texts = new List<string>();
        var readLabel = LabelReader(cursor, label);
        while (cursor.MoveNext())
        {
            Array.ForEach(sinks, sink => sink.Take());
            texts.Add(readLabel());
        }

        var reader = new LabelTexts("The data", labelColumnName, texts);
        reader.Check(_notes);
        var kind = task ?? (label.Type is BooleanDataViewType ? PredictionTask.Binary : label.Type is KeyDataViewType or TextDataViewType ? reader.InferTask() : null as PredictionTask?);
        var made = reader.Build(kind, row => row + 1) with { ClassesAreNumbers = label.Type is NumberDataViewType };
        LabelTexts.NoteSmallClasses(made, _notes);
        TableColumn[] columns = [.. sinks.Select(sink => sink.Build())];
        if (made.Values.Length < texts.Count)
        {
            int[] rows = [.. Enumerable.Range(0, texts.Count).Where(row => texts[row].Length > 0)];
            columns = [.. columns.Select(column => column.Select(rows))];
        }

        return new RawTable(columns, made, _notes);
    }

    private bool Suits(DataViewSchema.Column column)
    {
        var isVector = column.Type is VectorDataViewType;
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        var suits = (item is NumberDataViewType or BooleanDataViewType && ColumnReader.SizeOf(column.Type) > 0) || (item is TextDataViewType && !isVector);
        if (!suits)
        {
            _notes.Add($"Column '{column.Name}' is of type {column.Type} and is left out; give numbers, booleans, single texts or vectors of numbers of a fixed length.");
        }

        return suits;
    }

    private static Func<string> LabelReader(DataViewRow row, DataViewSchema.Column label)
    {
        if (ColumnReader.IsText(label.Type))
        {
            var read = ColumnReader.BindTexts(row, label);
            var text = new ReadOnlyMemory<char>[1];
            return () =>
            {
                read(text);
                return text[0].ToString().Trim();
            };
        }

        var number = new float[1];
        var floats = ColumnReader.Bind(row, label);
        var names = label.Type is KeyDataViewType ? KeyNames(label) : null;
        return () =>
        {
            floats(number);
            return names is not null ? (number[0] > 0 ? names((int)number[0] - 1) : string.Empty)
                : label.Type is BooleanDataViewType ? (number[0] > 0 ? "True" : "False")
                : float.IsNaN(number[0]) ? string.Empty
                : number[0].ToString("R", CultureInfo.InvariantCulture);
        };
    }

    private static Func<int, string> KeyNames(DataViewSchema.Column label)
    {
        if (label.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType { ItemType: TextDataViewType } })
        {
            return index => (index + 1).ToString(CultureInfo.InvariantCulture);
        }

        var values = default(VBuffer<ReadOnlyMemory<char>>);
        label.Annotations.GetValue("KeyValues", ref values);
        string[] names = [.. values.DenseValues().Select(value => value.ToString())];
        return index => names[index];
    }
}
