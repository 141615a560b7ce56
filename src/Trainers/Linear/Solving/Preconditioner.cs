namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>A cheap inverse Hessian that a minimiser starts from.</summary>
internal abstract class Preconditioner
{
    /// <summary>Whether it knows how numbers pull at each other, so that its steps tell how much is left to gain.</summary>
    public abstract bool KnowsPairs { get; }

    /// <summary>Multiplies a gradient in place.</summary>
    public abstract void Apply(Span<double> vector);
}
