namespace MLNetTuning.Trainers.Linear;

/// <summary>How dual coordinate ascent runs: mean loss + L2/2 x |w|^2 + L2 x L1Threshold x |w|, the bias being one more weight.</summary>
public sealed record SdcaOptions
{
    /// <summary>What is minimised. Default <see cref="SdcaLoss.Logistic"/>.</summary>
    public SdcaLoss Loss { get; init; } = SdcaLoss.Logistic;

    /// <summary>Number of classes, 2 or more, for softmax; 0 otherwise. Default 0.</summary>
    public int Classes { get; init; }

    /// <summary>L2 penalty beside the mean loss, above 0; null means max(1e-6, 20 / (rows x half the passes)), as in ML.NET. Default null.</summary>
    public double? L2 { get; init; }

    /// <summary>Weights below this are cut to 0 and others shrunk by it, 0 or more; null means 0, 0.25, 0.5 or 1 as there are up to 100, 1000, 10000 or more features, as in ML.NET. Default null.</summary>
    public double? L1Threshold { get; init; }

    /// <summary>Most passes over the rows, 1 or more; null means 3 x max(1, 500000 / rows), as in ML.NET. Default null.</summary>
    public int? MaxIterations { get; init; }

    /// <summary>Ends when the duality gap is below this share of the loss, above 0. Default 0.1, ML.NET's for classes; it uses 0.01 for regression.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>Visits rows in a new random order in each pass. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of the order. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Checks all settings and reports everything that is wrong at once.</summary>
    /// <exception cref="ArgumentException">Something is out of range; the message lists every violation.</exception>
    public void Validate()
    {
        var check = new Violations(nameof(SdcaOptions));
        check.That(Enum.IsDefined(Loss), nameof(Loss), Loss, "a member of SdcaLoss");
        if (Loss == SdcaLoss.Softmax)
        {
            check.AtLeast(nameof(Classes), Classes, 2);
        }
        else
        {
            check.That(Classes == 0, nameof(Classes), Classes, "0 unless Loss is Softmax");
        }

        check.Positive(nameof(L2), L2 ?? 1);
        check.NotNegative(nameof(L1Threshold), L1Threshold ?? 0);
        check.AtLeast(nameof(MaxIterations), MaxIterations ?? 1, 1);
        check.Positive(nameof(Tolerance), Tolerance);
        check.ThrowIfAny();
    }
}
