namespace MLNetTuning.Trainers.Linear.Sdca;

/// <summary>(s - y)^2. The dual is 2 (y - s) at the solution.</summary>
internal sealed class SquaredDual(float[] labels) : IDualLoss
{
    private readonly double[] _duals = new double[labels.Length];

    public int Outputs => 1;

    public void Update(int row, ReadOnlySpan<float> scores, double stiffness, Span<float> change)
    {
        var step = ((2 * ((double)labels[row] - scores[0])) - _duals[row]) / (1 + (2 * stiffness));
        _duals[row] += step;
        change[0] = (float)step;
    }

    public double Primal(int row, ReadOnlySpan<float> scores)
    {
        var miss = (double)scores[0] - labels[row];
        return miss * miss;
    }

    public double Dual(int row) => (_duals[row] * labels[row]) - (_duals[row] * _duals[row] / 4);
}
