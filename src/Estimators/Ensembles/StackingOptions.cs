using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>How a stack is built on its candidates' out-of-fold predictions.</summary>
public sealed record StackingOptions
{
    /// <summary>The model on top. Default linear.</summary>
    public SecondLevelModel Model { get; init; } = SecondLevelModel.Linear;

    /// <summary>1 (the default): the model reads the candidates. 2: a linear and a boosted model read them, and the model reads both.</summary>
    public int Levels { get; init; } = 1;

    /// <summary>L2 penalty of linear models on standardised inputs, 0 or more. Default 1.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Trees of boosted models, 1 or more. Default 100, of 8 leaves at a rate of 0.05.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>The column of features that <see cref="EnsembleOptions.Passthrough"/> makes. Default "Features".</summary>
    public string PassthroughColumnName { get; init; } = "Features";

    internal void Check(Violations violations)
    {
        violations.Named(nameof(Model), Model);
        violations.That(Levels is 1 or 2, nameof(Levels), Levels, "1 or 2");
        violations.NotNegative(nameof(L2), L2);
        violations.AtLeast(nameof(Trees), Trees, 1);
        violations.Require(!string.IsNullOrEmpty(PassthroughColumnName), "PassthroughColumnName is empty; name a column of numbers.");
    }
}
