using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers;

/// <summary>Grows the arrays of rows being read; a row written but not kept is overwritten by the next.</summary>
internal sealed class TrainingRowsBuilder
{
    private readonly int _columns;
    private float[] _features;
    private float[] _labels;
    private float[]? _weights;

    internal TrainingRowsBuilder(int columns, bool weighted, long? expectedRows)
    {
        _columns = columns;
        var capacity = (int)Math.Clamp(expectedRows ?? 1024, 1, LargestRowCount(columns));
        _features = new float[capacity * columns];
        _labels = new float[capacity];
        _weights = weighted ? new float[capacity] : null;
    }

    internal int Count { get; private set; }

    /// <summary>Room for the next row's features.</summary>
    internal Span<float> NextRow()
    {
        if (Count == _labels.Length)
        {
            Grow();
        }

        return _features.AsSpan(Count * _columns, _columns);
    }

    /// <summary>Keeps the row last written; a row of weight 0 teaches nothing and is dropped.</summary>
    internal void Keep(float label, float weight)
    {
        if (weight == 0)
        {
            return;
        }

        _labels[Count] = label;
        if (_weights is not null)
        {
            _weights[Count] = weight;
        }

        Count++;
    }

    internal TrainingData Build()
    {
        Array.Resize(ref _labels, Count);
        if (_weights is not null)
        {
            Array.Resize(ref _weights, Count);
        }

        return new TrainingData(new FloatMatrix(Count, _columns, _features), _labels, _weights);
    }

    private static int LargestRowCount(int columns) => Array.MaxLength / Math.Max(1, columns);

    private void Grow()
    {
        var largest = LargestRowCount(_columns);
        if (Count >= largest)
        {
            throw new InvalidOperationException(
                $"More than {largest} rows of {_columns} features do not fit one array; train on fewer rows or fewer features.");
        }

        var capacity = (int)Math.Min(largest, 2L * Count);
        Array.Resize(ref _features, capacity * _columns);
        Array.Resize(ref _labels, capacity);
        if (_weights is not null)
        {
            Array.Resize(ref _weights, capacity);
        }
    }
}
