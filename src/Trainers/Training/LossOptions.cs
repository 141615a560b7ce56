using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <summary>The loss and its numbers.</summary>
public sealed record LossOptions
{
    /// <summary>The kind. Default by the task: <see cref="LossKind.Default"/>.</summary>
    public LossKind Kind { get; init; }

    /// <summary>The focal loss's exponent, 0 or more. Ignored by the others. Default 2.</summary>
    public float FocalGamma { get; init; } = 2;

    /// <summary>Where the Huber loss turns linear, in standard deviations of the label when it is standardised, else in its units; above 0. Default 1.</summary>
    public double HuberDelta { get; init; } = 1;

    /// <summary>The quantile asked for, between 0 and 1. Ignored by all but the quantile loss. Default 0.5.</summary>
    public double QuantileLevel { get; init; } = 0.5;

    /// <summary>A weight of each class that multiplies its rows' in training, above 0, or null (the default) for all 1. For classifiers only.</summary>
    public IReadOnlyList<float>? ClassWeights { get; init; }

    internal void Check(Violations violations)
    {
        violations.Require(Enum.IsDefined(Kind), $"Loss.Kind is {(int)Kind}; name a member of LossKind.");
        violations.Require(FocalGamma >= 0 && float.IsFinite(FocalGamma), $"Loss.FocalGamma is {FocalGamma}; give a finite number of 0 or more.");
        violations.Require(HuberDelta > 0 && double.IsFinite(HuberDelta), $"Loss.HuberDelta is {HuberDelta}; give a finite number above 0.");
        violations.Require(QuantileLevel is > 0 and < 1, $"Loss.QuantileLevel is {QuantileLevel}; give a number between 0 and 1.");
        for (var i = 0; i < (ClassWeights?.Count ?? 0); i++)
        {
            violations.Require(ClassWeights![i] > 0 && float.IsFinite(ClassWeights[i]), $"Loss.ClassWeights of class {i} is {ClassWeights[i]}; give a finite number above 0.");
        }
    }

    /// <summary>Checks what depends on the network.</summary>
    internal void Check(NetworkSpec spec)
    {
        var isRegression = spec.Task == PredictionTask.Regression;
        var fits = Kind == LossKind.Default || (Kind == LossKind.Focal) != isRegression;
        var classes = Math.Max(2, spec.Outputs);
        var violations = new Violations("The loss does not fit the network");
        violations.Require(fits, $"Loss.Kind is {Kind}, but the network is of task {spec.Task}; focal is for classification, absolute, Huber, Poisson and quantile for regression.");
        violations.Require((Kind == LossKind.Poisson) == spec.IsExponential, $"Loss.Kind is {Kind} and IsExponential {spec.IsExponential}; the Poisson loss and an exponential output go together.");
        violations.Require(ClassWeights is null || !isRegression, $"Loss.ClassWeights is set, but a regression has no classes; leave it out, or give rows weights.");
        violations.Require(ClassWeights is null || isRegression || ClassWeights.Count == classes, $"Loss.ClassWeights has {ClassWeights?.Count ?? 0} numbers; give one for each of the {classes} classes.");
        violations.ThrowIfAny();
    }
}
