namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Divides each number by a guess of its own second derivative.</summary>
internal sealed class DiagonalPreconditioner(double[] scale) : Preconditioner
{
    public override bool KnowsPairs => false;

    public override void Apply(Span<double> vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] /= scale[i];
        }
    }
}
