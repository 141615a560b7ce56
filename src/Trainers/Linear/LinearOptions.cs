namespace MLNetTuning.Trainers.Linear;

/// <summary>How linear models are fitted: sum of losses + L1 x |w| + L2/2 x |w|^2, biases free. Defaults are those of ML.NET's L-BFGS trainers.</summary>
public sealed record LinearOptions
{
    /// <summary>L1 penalty on weights, 0 or more; above 0 weights become exactly 0. Default 1. Ridge regression takes none.</summary>
    public double L1 { get; init; } = 1;

    /// <summary>L2 penalty on weights, 0 or more. Default 1.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Most iterations, 1 or more. Default 1000.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Ends when the loss falls by less than this share of itself per iteration, mean of five, or a tenth of it is left to gain; 0 or more. Default 1e-7.</summary>
    public double Tolerance { get; init; } = 1e-7;

    /// <summary>Steps the solver remembers, 1 or more. Default 20.</summary>
    public int MemorySize { get; init; } = 20;

    /// <summary>A model of as many columns and outputs to start from instead of zero weights; with penalties or a convex loss the answer is the same, sooner. Default null.</summary>
    public LinearModel? Start { get; init; }

    /// <summary>
    /// Asked between blocks of rows, from several threads at once: true ends the fit with the best weights so far, at first those of <see cref="Start"/> or zeros. Null, the default, for
    /// never. Ridge regression, which is solved in one go, asks only where that would take more than some seconds and is iterative then.
    /// </summary>
    public Func<bool>? IsOver { get; init; }

    /// <summary>Threads to use, 1 or more. The same number gives the same weights. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks all settings and reports everything that is wrong at once.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message lists every violation.</exception>
    public void Validate()
    {
        var check = new Violations(nameof(LinearOptions));
        check.NotNegative(nameof(L1), L1);
        check.NotNegative(nameof(L2), L2);
        check.AtLeast(nameof(MaxIterations), MaxIterations, 1);
        check.NotNegative(nameof(Tolerance), Tolerance);
        check.AtLeast(nameof(MemorySize), MemorySize, 1);
        check.AtLeast(nameof(Threads), Threads, 1);
        check.ThrowIfAny();
    }
}
