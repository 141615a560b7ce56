namespace MLNetTuning.Trainers.Linear.Sdca;

/// <summary>-ln softmax(s)_y. The dual is the label less a distribution over the classes, which is what is kept.</summary>
/// <remarks>The step is that of Shalev-Shwartz and Zhang (2014), option V; the loss is 1/2-smooth.</remarks>
internal sealed class SoftmaxDual : IDualLoss
{
    private const double Gamma = 2;

    private readonly float[] _labels;
    private readonly int _classes;
    private readonly float[] _shares;
    private readonly double[] _softmax;

    public SoftmaxDual(float[] labels, int classes)
    {
        _labels = labels;
        _classes = classes;
        _softmax = new double[classes];
        _shares = new float[checked(labels.Length * classes)];
        for (var i = 0; i < labels.Length; i++)
        {
            _shares[(i * classes) + (int)labels[i]] = 1;
        }
    }

    public int Outputs => _classes;

    public void Update(int row, ReadOnlySpan<float> scores, double stiffness, Span<float> change)
    {
        var loss = Softmax(scores, (int)_labels[row]);
        var shares = _shares.AsSpan(row * _classes, _classes);
        double square = 0, gap = loss;
        for (var k = 0; k < _classes; k++)
        {
            // gap = loss + conjugate + score x dual, 0 when dual and slope agree.
            var dual = (k == (int)_labels[row] ? 1 : 0) - (double)shares[k];
            gap += (shares[k] > 0 ? shares[k] * Math.Log(shares[k]) : 0) + (scores[k] * dual);
            square += (_softmax[k] - shares[k]) * (_softmax[k] - shares[k]);
        }

        if (square == 0)
        {
            change.Clear();
            return;
        }

        var step = Math.Clamp((gap + (Gamma / 2 * square)) / (square * (Gamma + stiffness)), 0, 1);
        for (var k = 0; k < _classes; k++)
        {
            var before = shares[k];
            shares[k] = (float)(before + (step * (_softmax[k] - before)));
            change[k] = before - shares[k];
        }
    }

    public double Primal(int row, ReadOnlySpan<float> scores) => Softmax(scores, (int)_labels[row]);

    public double Dual(int row)
    {
        double sum = 0;
        foreach (var share in _shares.AsSpan(row * _classes, _classes))
        {
            sum -= share > 0 ? share * Math.Log(share) : 0;
        }

        return sum;
    }

    private double Softmax(ReadOnlySpan<float> scores, int label)
    {
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
        {
            largest = MathF.Max(largest, score);
        }

        double total = 0;
        for (var k = 0; k < _classes; k++)
        {
            _softmax[k] = Math.Exp(scores[k] - largest);
            total += _softmax[k];
        }

        for (var k = 0; k < _classes; k++)
        {
            _softmax[k] /= total;
        }

        return Math.Log(total) + largest - scores[label];
    }
}
