using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>What was seen while an ensemble was built, on out-of-fold predictions: validation figures, for they chose it.</summary>
public sealed record EnsembleReport
{
    /// <summary>All candidates, in the order given.</summary>
    public required IReadOnlyList<EnsembleMemberReport> Members { get; init; }

    /// <summary>The ensemble's log loss in nats or mean squared error, before calibration.</summary>
    public required double OutOfFoldLoss { get; init; }

    /// <summary>The same after calibration.</summary>
    public required double CalibratedLoss { get; init; }

    /// <summary>Greedy selection: how much lower the loss is than the best single candidate's on rows the picks did not see; NaN otherwise.</summary>
    public double CrossFittedGain { get; init; } = double.NaN;

    /// <summary>The share of rows on which two candidates predict another class, candidate by candidate; empty for regression.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Disagreement { get; init; }

    /// <summary>The correlation of two candidates' errors (prediction less label; multiclass: of the true class's probability), candidate by candidate.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> ErrorCorrelation { get; init; }

    /// <summary>The calibration in use, which may be none or another than the one asked for; <see cref="Notes"/> say why.</summary>
    public required CalibrationMethod Calibration { get; init; }

    /// <summary>The temperature in use; 1 without.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The reliability curve before calibration: of the probability of class 1, for several classes of the class predicted; empty for regression.</summary>
    public IReadOnlyList<ReliabilityBin> ReliabilityBefore { get; init; } = [];

    /// <summary>The same of what is predicted.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>Binary: above which probability class 1 is predicted.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>The value of the decision metric there; NaN when none was asked for.</summary>
    public double ThresholdValue { get; init; } = double.NaN;

    /// <summary>The ensemble's calibrated out-of-fold predictions: rows x 1 probabilities or values, or rows x classes.</summary>
    public required FloatMatrix OutOfFold { get; init; }

    /// <summary>What was decided differently than asked, in plain words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
