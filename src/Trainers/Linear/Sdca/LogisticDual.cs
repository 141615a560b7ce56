namespace MLNetTuning.Trainers.Linear.Sdca;

/// <summary>ln(1 + exp(-y s)). The dual times y is a probability: the chance given to the other class.</summary>
/// <remarks>H.-F. Yu, F.-L. Huang and C.-J. Lin, "Dual coordinate descent methods for logistic regression", 2011.</remarks>
internal sealed class LogisticDual(float[] labels) : IDualLoss
{
    private const int MostSteps = 12;
    private const double Close = 1e-9;

    private readonly double[] _shares = new double[labels.Length];

    public int Outputs => 1;

    public void Update(int row, ReadOnlySpan<float> scores, double stiffness, Span<float> change)
    {
        var sign = labels[row] == 1 ? 1.0 : -1.0;
        var before = _shares[row];
        var margin = sign * scores[0];

        // The root of share = sigma(-(margin + stiffness (share - before))): the left side rises and the right side falls.
        double low = 0, high = 1;
        var share = Sigma(-margin);
        for (var step = 0; step < MostSteps; step++)
        {
            var right = Sigma(-(margin + (stiffness * (share - before))));
            var excess = share - right;
            if (Math.Abs(excess) < Close)
            {
                break;
            }

            (low, high) = excess > 0 ? (low, share) : (share, high);
            var newton = share - (excess / (1 + (stiffness * right * (1 - right))));
            share = newton > low && newton < high ? newton : (low + high) / 2;
        }

        _shares[row] = share;
        change[0] = (float)(sign * (share - before));
    }

    public double Primal(int row, ReadOnlySpan<float> scores)
    {
        var margin = labels[row] == 1 ? scores[0] : -scores[0];
        return Math.Max(-margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
    }

    public double Dual(int row) => Entropy(_shares[row]) + Entropy(1 - _shares[row]);

    private static double Sigma(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Entropy(double p) => p > 0 ? -p * Math.Log(p) : 0;
}
