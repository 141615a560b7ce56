using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Experiments.Data;

namespace MLNetTuning.Experiments.Tables;

/// <summary>Collects one column of a data view while a cursor moves.</summary>
internal sealed class ViewColumnSink
{
    private readonly DataViewSchema.Column _column;
    private readonly ColumnReader.ReadFloats? _floats;
    private readonly ColumnReader.ReadTexts? _texts;
    private readonly float[] _row;
    private readonly ReadOnlyMemory<char>[] _text = new ReadOnlyMemory<char>[1];
    private readonly List<float> _numbers = [];
    private readonly List<int> _codes = [];
    private readonly LevelList _levels = new();

    public ViewColumnSink(DataViewRow row, DataViewSchema.Column column)
    {
        _column = column;
        _row = new float[ColumnReader.SizeOf(column.Type)];
        if (ColumnReader.IsText(column.Type))
        {
            _texts = ColumnReader.BindTexts(row, column);
        }
        else
        {
            _floats = ColumnReader.Bind(row, column);
        }
    }

    public void Take()
    {
        if (_texts is null)
        {
            _floats!(_row);
            foreach (var value in _row)
            {
                _numbers.Add(Math.Abs(value) <= NumberText.Largest ? value : float.NaN);
            }

            return;
        }

        _texts(_text);
        _codes.Add(_text[0].IsEmpty ? -1 : _levels.CodeOf(_text[0].Span));
    }

    public TableColumn Build() => _texts is null
        ? new TableColumn(_column.Name, [.. _numbers], _row.Length) { IsBoolean = ((_column.Type as VectorDataViewType)?.ItemType ?? _column.Type) is BooleanDataViewType }
        : new TableColumn(_column.Name, [.. _codes], _levels.Texts, []);
}
