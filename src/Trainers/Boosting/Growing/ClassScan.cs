using System.Runtime.CompilerServices;
using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>
/// Finds the best cut of a column for all classes at once. The rows of a node are put in the order of their bins and then move one by one from
/// the right side to the left; with the sum of squared class sums on each side kept up to date, a row costs the same for any number of classes.
/// </summary>
/// <remarks>The score of a side is sum(W_c^2) / W: W less it is the Gini impurity times W (L. Breiman et al., "Classification and regression trees", 1984).</remarks>
internal sealed unsafe class ClassScan
{
    private const int MostBins = 257;

    private readonly double[] _node;
    private readonly double[] _left;
    private readonly int[] _starts = GC.AllocateArray<int>(MostBins, pinned: true);
    private readonly int[] _order = new int[256];
    private readonly double[] _keys = new double[256];
    private readonly byte[] _bins;
    private readonly ClassRow[] _sorted;
    private readonly int _minRows;
    private int _rows;
    private double _weight;
    private double _squares;
    private double _leftWeight;
    private double _leftSquares;
    private double _rightSquares;
    private int _leftRows;

    /// <param name="classes">Number of classes.</param>
    /// <param name="mostRows">Most rows of a node.</param>
    /// <param name="minRows">Fewest rows of a side, repeats counted.</param>
    public ClassScan(int classes, int mostRows, int minRows)
    {
        _node = new double[classes];
        _left = new double[classes];
        _bins = GC.AllocateUninitializedArray<byte>(mostRows, pinned: true);
        _sorted = GC.AllocateUninitializedArray<ClassRow>(mostRows, pinned: true);
        _minRows = minRows;
    }

    /// <summary>The score of the node.</summary>
    public double NodeScore => _weight > 0 ? _squares / _weight : 0;

    /// <summary>Rows of the node, repeats counted.</summary>
    public int NodeRows => _rows;

    /// <summary>Whether more than one class has weight.</summary>
    public bool IsMixed { get; private set; }

    /// <summary>The class sums of the node.</summary>
    public ReadOnlySpan<double> NodeSums => _node;

    /// <summary>The weight of the node.</summary>
    public double NodeWeight => _weight;

    /// <summary>Takes the rows of a node.</summary>
    public void Begin(ReadOnlySpan<ClassRow> rows)
    {
        Array.Clear(_node);
        (_rows, _weight, _squares) = (0, 0, 0);
        foreach (var row in rows)
        {
            _node[row.Class] += row.Weight;
            _rows += row.Times;
        }

        var present = 0;
        foreach (var sum in _node)
        {
            _weight += sum;
            _squares += sum * sum;
            present += sum > 0 ? 1 : 0;
        }

        IsMixed = present > 1;
    }

    /// <summary>Sorts the node's rows by their bins in a column.</summary>
    /// <param name="rows">What the rows add.</param>
    /// <param name="bins">The bin of each row.</param>
    /// <param name="binCount">Bins of the column.</param>
    /// <returns>Whether they are in more than one bin.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Sort(ReadOnlySpan<ClassRow> rows, ReadOnlySpan<byte> bins, int binCount)
    {
        fixed (int* starts = _starts)
        fixed (byte* bin = bins)
        fixed (ClassRow* from = rows, to = _sorted)
        {
            new Span<int>(starts, binCount + 1).Clear();
            for (var i = 0; i < bins.Length; i++)
            {
                starts[bin[i] + 1]++;
            }

            if (starts[bin[0] + 1] == bins.Length)
            {
                return false;
            }

            // Entry b + 1 walks from the start of bin b to its end, which is where bin b + 1 starts.
            var sum = 0;
            for (var b = 1; b <= binCount; b++)
            {
                (starts[b], sum) = (sum, sum + starts[b]);
            }

            for (var i = 0; i < bins.Length; i++)
            {
                to[starts[bin[i] + 1]++] = from[i];
            }

            return true;
        }
    }

    /// <summary>Room for the bins of a node's rows.</summary>
    public Span<byte> Bins(int rows) => _bins.AsSpan(0, rows);

    /// <summary>The best cut of the sorted rows that beats a score, or <see cref="Split.None"/>.</summary>
    public Split BestCut(FeatureBins column, int feature, ref double toBeat)
    {
        var best = Split.None;
        var hasMissing = column.HasMissing && CountOf(column.MissingBin) > 0;
        for (var missingLeft = hasMissing ? 1 : 0; missingLeft >= 0; missingLeft--)
        {
            Empty();
            if (missingLeft == 1)
            {
                MoveLeft(column.MissingBin);
            }

            for (var bin = 0; bin < column.NumberBins; bin++)
            {
                if (CountOf(bin) > 0)
                {
                    MoveLeft(bin);
                    best = Better(best, feature, bin, missingLeft == 1, ref toBeat);
                }
            }
        }

        if (!best.Exists)
        {
            return best;
        }

        return best with { Bin = MiddleOfGap(best.Bin, column.NumberBins), MissingLeft = hasMissing ? best.MissingLeft : best.Left.Packed > _rows - best.Left.Packed };
    }

    /// <summary>A cut drawn between the lowest and the highest bin that has rows, if it beats a score.</summary>
    public Split RandomCut(FeatureBins column, int feature, ref HashRandom random, ref double toBeat)
    {
        int low = 0, high = column.NumberBins - 1;
        while (low < high && CountOf(low) == 0)
        {
            low++;
        }

        while (high > low && CountOf(high) == 0)
        {
            high--;
        }

        // With one number only, the cut that is left is numbers against missing values.
        var hasMissing = column.HasMissing && CountOf(column.MissingBin) > 0;
        var cut = low < high ? low + random.Next(high - low) : column.NumberBins - 1;
        var missingLeft = random.NextDouble() < 0.5 && hasMissing && low < high;
        Empty();
        if (missingLeft)
        {
            MoveLeft(column.MissingBin);
        }

        for (var bin = low; bin <= cut; bin++)
        {
            MoveLeft(bin);
        }

        return Better(Split.None, feature, cut, missingLeft, ref toBeat);
    }

    /// <summary>The best set of categories that beats a score: runs from either end in the order of the share of the node's largest class.</summary>
    public Split BestSet(FeatureBins column, int feature, ref double toBeat)
    {
        var largest = _node.AsSpan().IndexOf(_node.Max());
        var count = 0;
        for (var bin = 0; bin < column.NumberBins; bin++)
        {
            if (CountOf(bin) > 0)
            {
                _keys[count] = Share(bin, largest);
                _order[count++] = bin;
            }
        }

        Array.Sort(_keys, _order, 0, count);
        var best = Split.None;
        foreach (var step in stackalloc int[] { 1, -1 })
        {
            Empty();
            var set = default(BinSet);
            for (var taken = 0; taken < count; taken++)
            {
                var bin = _order[step > 0 ? taken : count - 1 - taken];
                MoveLeft(bin);
                set = set.With(bin);
                var found = Better(best, feature, 0, false, ref toBeat);
                best = found == best ? best : found with { Set = set };
            }
        }

        return best;
    }

    // Every cut among bins without rows parts the node's rows alike; the middle one parts new rows at the likeliest place.
    private int MiddleOfGap(int bin, int numberBins)
    {
        for (var next = bin + 1; next < numberBins; next++)
        {
            if (CountOf(next) > 0)
            {
                return (bin + next) / 2;
            }
        }

        return bin;
    }

    private int CountOf(int bin) => _starts[bin + 1] - _starts[bin];

    private double Share(int bin, int ofClass)
    {
        double own = 0, all = 0;
        foreach (var row in _sorted.AsSpan(_starts[bin], CountOf(bin)))
        {
            own += row.Class == ofClass ? row.Weight : 0;
            all += row.Weight;
        }

        return all > 0 ? own / all : 0;
    }

    private void Empty()
    {
        Array.Clear(_left);
        (_leftRows, _leftWeight, _leftSquares, _rightSquares) = (0, 0, 0, _squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MoveLeft(int bin)
    {
        var (weight, leftSquares, rightSquares, rows) = (_leftWeight, _leftSquares, _rightSquares, _leftRows);
        fixed (double* left = _left, node = _node)
        fixed (ClassRow* sorted = _sorted)
        {
            for (var i = _starts[bin]; i < _starts[bin + 1]; i++)
            {
                // (L + w)^2 - L^2 and (R - w)^2 - R^2.
                double w = sorted[i].Weight;
                var sum = left + sorted[i].Class;
                leftSquares += w * ((2 * *sum) + w);
                rightSquares += w * (w - (2 * (node[sorted[i].Class] - *sum)));
                *sum += w;
                weight += w;
                rows += sorted[i].Times;
            }
        }

        (_leftWeight, _leftSquares, _rightSquares, _leftRows) = (weight, leftSquares, rightSquares, rows);
    }

    private Split Better(Split best, int feature, int bin, bool missingLeft, ref double toBeat)
    {
        var rightWeight = _weight - _leftWeight;
        if (_leftRows < _minRows || _rows - _leftRows < _minRows || _leftWeight <= 0 || rightWeight <= 0)
        {
            return best;
        }

        var score = (_leftSquares / _leftWeight) + (_rightSquares / rightWeight);
        if (!(score > toBeat))
        {
            return best;
        }

        toBeat = score;
        return new Split(score - NodeScore, feature, bin, missingLeft, new NodeSums(0, _leftRows));
    }
}
