using System.Buffers;
using System.Numerics;

namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>
/// Trees of up to 64 leaves, laid out to score one row: column by column, the nodes whose threshold lies below the row's value take leaves away, and
/// the first leaf left over in each tree is the row's (C. Lucchese et al., "QuickScorer", 2015).
/// </summary>
internal sealed class RowEnsemble : IRowPredictor
{
    /// <summary>As many as a word has bits.</summary>
    public const int MostLeaves = 64;

    private const int MostOnStack = 512;

    private readonly RowColumn[] _columns;
    private readonly RowNode[] _nodes;
    private readonly float[] _thresholds;
    private readonly RowSet[] _sets;
    private readonly int[] _firstValues;
    private readonly float[] _values;
    private readonly float[] _baseScores;

    public RowEnsemble(float[] baseScores, IReadOnlyList<Tree> trees)
    {
        var layout = new RowLayout(trees);
        _baseScores = baseScores;
        _columns = [.. layout.Columns];
        _nodes = [.. layout.Nodes];
        _thresholds = [.. layout.Thresholds];
        _sets = [.. layout.Sets];
        _firstValues = layout.FirstValues;
        _values = [.. layout.Values];
    }

    public void PredictRow(ReadOnlySpan<float> row, Span<float> rawScores)
    {
        var trees = _firstValues.Length;
        var rented = trees > MostOnStack ? ArrayPool<ulong>.Shared.Rent(trees) : null;
        var left = rented is null ? stackalloc ulong[trees] : rented.AsSpan(0, trees);
        left.Fill(ulong.MaxValue);
        foreach (ref readonly var column in _columns.AsSpan())
        {
            // Most columns of a wide row, such as those of one-hot vectors, end here.
            var value = row[column.Column];
            if (!(value <= column.Lowest))
            {
                Take(column, value, left);
            }
        }

        _baseScores.CopyTo(rawScores);
        var output = 0;
        for (var t = 0; t < left.Length; t++)
        {
            rawScores[output] += _values[_firstValues[t] + BitOperations.TrailingZeroCount(left[t])];
            output = output + 1 == _baseScores.Length ? 0 : output + 1;
        }

        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    private void Take(in RowColumn column, float value, Span<ulong> left)
    {
        var nodes = _nodes.AsSpan(column.First, column.Count);
        if (float.IsNaN(value))
        {
            foreach (ref readonly var node in nodes)
            {
                left[node.Tree] &= node.MissingGoesLeft ? ulong.MaxValue : node.Mask;
            }
        }
        else
        {
            foreach (ref readonly var node in nodes[..CountBelow(_thresholds.AsSpan(column.First, column.Count), value)])
            {
                left[node.Tree] &= node.Mask;
            }
        }

        foreach (ref readonly var set in _sets.AsSpan(column.FirstSet, column.SetCount))
        {
            if (!set.Codes.Contains(value))
            {
                left[set.Tree] &= set.Mask;
            }
        }
    }

    /// <summary>How many of the rising thresholds a value lies above.</summary>
    private static int CountBelow(ReadOnlySpan<float> thresholds, float value)
    {
        // Halving without a branch: which way it goes is a coin toss that no processor guesses.
        var first = 0;
        for (var length = thresholds.Length; length > 0;)
        {
            var half = length - (length >> 1);
            first = value > thresholds[first + half - 1] ? first + half : first;
            length -= half;
        }

        return first;
    }
}
