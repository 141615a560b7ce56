using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Data;

/// <summary>Collects feature rows whose number is not known in advance: only the values other than 0 while these are few, as of one-hot columns, else whole rows.</summary>
internal sealed class RowCollector(int columns, long? expectedRows)
{
    // A stored value takes twice the room of a whole one, and a batch is quicker copied than put together: below a quarter it pays.
    private const int Sparsest = 4;

    // Below this width whole rows are small whatever they hold.
    private const int LeastColumns = 64;

    // So many rows tell how full the others are.
    private const int RowsToJudge = 64;

    private SparseRowsBuilder _stored = new(columns);
    private float[]? _whole = columns < LeastColumns ? [] : null;
    private int _rows;

    /// <summary>Adds one row.</summary>
    public void Add(in VBuffer<float> row)
    {
        if (_whole is null && _rows >= RowsToJudge && IsFull)
        {
            MakeWhole();
        }

        if (_whole is null)
        {
            Store(row);
        }
        else
        {
            row.CopyTo(Next());
        }

        _rows++;
    }

    /// <summary>The rows with their labels and weights. To be called once.</summary>
    public TrainingData ToData(float[] labels, float[]? weights)
    {
        if (_whole is null && IsFull)
        {
            MakeWhole();
        }

        if (_whole is null)
        {
            return new TrainingData(_stored.ToMatrix(), labels, weights);
        }

        Array.Resize(ref _whole, _rows * columns);
        return new TrainingData(new FloatMatrix(_rows, columns, _whole), labels, weights);
    }

    private bool IsFull => (long)_stored.Count * Sparsest > (long)_rows * columns && (_rows + 1L) * columns <= Array.MaxLength;

    private void Store(in VBuffer<float> row)
    {
        var values = row.GetValues();
        var indexes = row.GetIndices();
        CheckRoom(_stored.Count + (long)values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
            {
                _stored.Add(row.IsDense ? i : indexes[i], values[i]);
            }
        }

        _stored.EndRow();
    }

    private void MakeWhole()
    {
        var rows = Math.Max(expectedRows ?? 0, _rows + 1L);
        _whole = new float[Math.Max((_rows + 1) * columns, (int)Math.Min(rows * columns, 1 << 24))];
        new CompressedRows(_stored.ToMatrix()).CopyRows(0, _rows, _whole);
        _stored = new SparseRowsBuilder(columns);
    }

    /// <summary>Room for one more whole row.</summary>
    private Span<float> Next()
    {
        var end = (_rows + 1L) * columns;
        CheckRoom(end);
        if (end > _whole!.Length)
        {
            var length = _whole.Length == 0 ? Math.Clamp((expectedRows ?? 1024) * columns, 16, 1 << 24) : _whole.Length * 2L;
            Array.Resize(ref _whole, (int)Math.Min(Math.Max(end, length), Array.MaxLength));
        }

        return _whole.AsSpan(_rows * columns, columns);
    }

    private void CheckRoom(long values)
    {
        if (values > Array.MaxLength)
        {
            var what = _whole is null ? "values other than 0" : $"values of {columns} features";
            throw new InvalidOperationException($"The first {_rows + 1} rows hold {values} {what}, which is more than one array holds ({Array.MaxLength} values). Train on fewer rows (ml.Data.TakeRows) or features.");
        }
    }
}
