namespace MLNetTuning.Trainers.Linear.Sdca;

/// <summary>max(0, 1 - y s). The dual times y lies between 0 and 1.</summary>
internal sealed class HingeDual(float[] labels) : IDualLoss
{
    private readonly double[] _shares = new double[labels.Length];

    public int Outputs => 1;

    public void Update(int row, ReadOnlySpan<float> scores, double stiffness, Span<float> change)
    {
        var sign = labels[row] == 1 ? 1.0 : -1.0;
        var before = _shares[row];
        var missing = 1 - (sign * scores[0]);
        _shares[row] = stiffness > 0 ? Math.Clamp(before + (missing / stiffness), 0, 1) : missing > 0 ? 1 : 0;
        change[0] = (float)(sign * (_shares[row] - before));
    }

    public double Primal(int row, ReadOnlySpan<float> scores) => Math.Max(0, 1 - (labels[row] == 1 ? scores[0] : -scores[0]));

    public double Dual(int row) => _shares[row];
}
