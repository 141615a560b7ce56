namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>A smooth function of a vector of numbers, for a minimiser. Called by one thread at a time.</summary>
internal interface IDifferentiable
{
    /// <summary>Length of the vector.</summary>
    int Length { get; }

    /// <summary>The value at a point; writes the gradient there.</summary>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, CancellationToken cancellation);
}
