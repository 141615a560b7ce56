using MLNetTuning.Trainers.Boosting.Predicting;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>
/// Up to 32 rows to be scored together, filled value by value: what is not set is 0, so that sparse rows cost what they hold and not what they are wide.
/// Made by <see cref="TreeEnsembleModel.CreateBlock"/>, for one thread, to be used again and again.
/// </summary>
public sealed class TreeBlock
{
    /// <summary>The most rows of a block.</summary>
    public const int MostRows = 32;

    /// <summary>Up to here emptying the whole block is cheaper than to remember what was set.</summary>
    private const int SmallBlock = 1 << 14;

    private readonly MaskEnsemble _trees;
    private readonly float[] _values;
    private readonly int[] _places;
    private readonly bool _remembers;
    private int[] _touched = [];
    private int _count;

    internal TreeBlock(MaskEnsemble trees, int inputs, int outputs)
    {
        _trees = trees;
        _places = trees.Places(inputs);
        _values = GC.AllocateArray<float>(trees.BlockSize, pinned: true);
        _remembers = _values.Length > SmallBlock;
        Outputs = outputs;
    }

    /// <summary>Scores per row.</summary>
    public int Outputs { get; }

    /// <summary>Sets a value; twice for the same place is allowed, the last one counts.</summary>
    /// <param name="row">0 to 31.</param>
    /// <param name="column">The column, 0 to the model's inputs - 1.</param>
    /// <param name="value">The value; NaN stands for missing.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void Set(int row, int column, float value)
    {
        if ((uint)row >= MostRows)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"A block has the rows 0 to {MostRows - 1}.");
        }

        var place = _places[column];
        if (place < 0)
        {
            // No tree looks at this column.
            return;
        }

        _values[place + row] = value;
        if (_remembers)
        {
            Remember(place + row);
        }
    }

    /// <summary>Scores the rows, and empties the block.</summary>
    /// <param name="rows">How many, 0 to 32.</param>
    /// <param name="rawScores">Receives rows x <see cref="Outputs"/> scores, row by row.</param>
    /// <exception cref="ArgumentException">There is too little room for the scores.</exception>
    public void Score(int rows, Span<float> rawScores)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MostRows);
        if (rawScores.Length < rows * Outputs)
        {
            throw new ArgumentException($"{rows} rows x {Outputs} outputs do not fit in {rawScores.Length} scores.", nameof(rawScores));
        }

        _trees.PredictBlock(_values, rows, rawScores);
        if (!_remembers)
        {
            Array.Clear(_values);
        }

        foreach (var place in _touched.AsSpan(0, _count))
        {
            _values[place] = 0;
        }

        _count = 0;
    }

    private void Remember(int place)
    {
        if (_count == _touched.Length)
        {
            Array.Resize(ref _touched, Math.Max(_count * 2, MostRows * 16));
        }

        _touched[_count++] = place;
    }
}
