namespace MLNetTuning.Trainers.Boosting.Explaining;

/// <summary>
/// The distinct columns on the way from the root, each with the share of rows that passes when its value is unknown and when it is known, and
/// the weights of all sizes of subsets of them.
/// </summary>
/// <remarks>S. Lundberg, G. Erion and S.-I. Lee, "Consistent individualized feature attribution for tree ensembles", 2018, algorithm 2.</remarks>
internal sealed class ShapPath
{
    private readonly int[] _columns;
    private readonly double[] _unknown;
    private readonly double[] _known;
    private readonly double[] _weights;

    public ShapPath(int capacity)
    {
        _columns = new int[capacity];
        _unknown = new double[capacity];
        _known = new double[capacity];
        _weights = new double[capacity];
    }

    /// <summary>Entries, the empty one of the root included.</summary>
    public int Length { get; private set; }

    public int Column(int index) => _columns[index];

    public double Unknown(int index) => _unknown[index];

    public double Known(int index) => _known[index];

    public void CopyFrom(ShapPath other)
    {
        Length = other.Length;
        other._columns.AsSpan(0, Length).CopyTo(_columns);
        other._unknown.AsSpan(0, Length).CopyTo(_unknown);
        other._known.AsSpan(0, Length).CopyTo(_known);
        other._weights.AsSpan(0, Length).CopyTo(_weights);
    }

    public void Clear() => Length = 0;

    /// <summary>Where a column stands on the path, or -1.</summary>
    public int Find(int column) => Array.IndexOf(_columns, column, 0, Length);

    /// <summary>Adds a column.</summary>
    public void Extend(double unknown, double known, int column)
    {
        var last = Length++;
        (_columns[last], _unknown[last], _known[last], _weights[last]) = (column, unknown, known, last == 0 ? 1 : 0);
        for (var i = last - 1; i >= 0; i--)
        {
            _weights[i + 1] += known * _weights[i] * (i + 1) / (last + 1);
            _weights[i] = unknown * _weights[i] * (last - i) / (last + 1);
        }
    }

    /// <summary>Takes a column away again.</summary>
    public void Unwind(int index)
    {
        var last = Length - 1;
        var (known, unknown, next) = (_known[index], _unknown[index], _weights[last]);
        for (var i = last - 1; i >= 0; i--)
        {
            if (known != 0)
            {
                var before = _weights[i];
                _weights[i] = next * (last + 1) / ((i + 1) * known);
                next = before - (_weights[i] * unknown * (last - i) / (last + 1));
            }
            else
            {
                _weights[i] = _weights[i] * (last + 1) / (unknown * (last - i));
            }
        }

        for (var i = index; i < last; i++)
        {
            (_columns[i], _unknown[i], _known[i]) = (_columns[i + 1], _unknown[i + 1], _known[i + 1]);
        }

        Length--;
    }

    /// <summary>The sum of weights that taking a column away would leave.</summary>
    public double UnwoundSum(int index)
    {
        var last = Length - 1;
        var (known, unknown, next) = (_known[index], _unknown[index], _weights[last]);
        double sum = 0;
        for (var i = last - 1; i >= 0; i--)
        {
            if (known != 0)
            {
                var weight = next * (last + 1) / ((i + 1) * known);
                sum += weight;
                next = _weights[i] - (weight * unknown * (last - i) / (last + 1));
            }
            else
            {
                sum += _weights[i] * (last + 1) / (unknown * (last - i));
            }
        }

        return sum;
    }
}
