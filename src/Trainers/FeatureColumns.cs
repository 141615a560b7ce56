namespace MLNetTuning.Trainers;

/// <summary>The features of many rows, read column by column. Safe to use from many threads.</summary>
internal abstract class FeatureColumns
{
    public abstract int Rows { get; }

    public abstract int Columns { get; }

    public static FeatureColumns Of(FloatMatrix features) => new Dense(features);

    public static FeatureColumns Of(CompressedRows features) => new Compressed(features);

    public static FeatureColumns Of(TrainingData data) => data.Compressed is { } rows ? Of(rows) : Of(data.Features);

    /// <summary>Writes a column's value of every row.</summary>
    /// <param name="column">Column number from 0.</param>
    /// <param name="target">Room for the rows.</param>
    public abstract void Read(int column, Span<float> target);

    private sealed class Dense(FloatMatrix features) : FeatureColumns
    {
        public override int Rows => features.Rows;

        public override int Columns => features.Columns;

        public override void Read(int column, Span<float> target)
        {
            var values = features.Values;
            for (int row = 0, place = column; row < features.Rows; row++, place += features.Columns)
            {
                target[row] = values[place];
            }
        }
    }

    /// <summary>The stored values sorted by column, so that a column costs what is stored of it.</summary>
    private sealed class Compressed : FeatureColumns
    {
        private readonly CompressedRows _features;
        private readonly int[] _starts;
        private readonly int[] _rows;
        private readonly float[] _values;

        public Compressed(CompressedRows features)
        {
            _features = features;
            var stored = features.Stored;
            var count = stored.Starts[^1];
            _starts = new int[features.Columns + 1];
            foreach (var column in stored.Indexes.AsSpan(0, count))
            {
                _starts[column + 1]++;
            }

            for (var column = 0; column < features.Columns; column++)
            {
                _starts[column + 1] += _starts[column];
            }

            (_rows, _values) = (new int[count], new float[count]);
            Fill(_starts[..^1]);
        }

        public override int Rows => _features.Rows;

        public override int Columns => _features.Columns;

        public override void Read(int column, Span<float> target)
        {
            target[..Rows].Fill(_features.Rest[column]);
            for (var i = _starts[column]; i < _starts[column + 1]; i++)
            {
                target[_rows[i]] = _values[i];
            }
        }

        private void Fill(int[] places)
        {
            for (var row = 0; row < Rows; row++)
            {
                var indexes = _features.Stored.RowIndexes(row);
                var values = _features.Stored.RowValues(row);
                for (var i = 0; i < indexes.Length; i++)
                {
                    var place = places[indexes[i]]++;
                    (_rows[place], _values[place]) = (row, values[i]);
                }
            }
        }
    }
}
