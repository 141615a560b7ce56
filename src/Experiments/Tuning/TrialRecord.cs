using Microsoft.ML;
using MLNetTuning.Experiments.Trainers;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>One trial that has ended: a configuration at a budget, with its score on validation rows.</summary>
public sealed class TrialRecord
{
    /// <summary>Number of the trial, from 0.</summary>
    public required int Id { get; init; }

    /// <summary>Short name of the trainer.</summary>
    public required string Trainer { get; init; }

    /// <summary>Kind of model.</summary>
    public required TrainerFamily Family { get; init; }

    /// <summary>The trainer's parameters, short.</summary>
    public required string Parameters { get; init; }

    /// <summary>What the trial might spend, in the sweeper's unit.</summary>
    public required double Budget { get; init; }

    /// <summary>The largest budget, to which its schedules run.</summary>
    public required double Horizon { get; init; }

    /// <summary>Mean of the metric over the folds, or NaN for a failed trial.</summary>
    public required double Score { get; init; }

    /// <summary>Standard deviation of the metric over the folds (n - 1), or NaN for a failed trial.</summary>
    public required double ScoreDeviation { get; init; }

    /// <summary>The metric on each fold's validation rows, in the order of the folds; empty for a failed trial.</summary>
    public IReadOnlyList<double> FoldScores { get; init; } = [];

    /// <summary>Seconds spent; 0 where an earlier trial of the same configuration answered.</summary>
    public required double Seconds { get; init; }

    /// <summary>True when training went on from the checkpoints of an earlier rung, so that only the difference of the budgets was spent; false when all of it was.</summary>
    public bool HasResumed { get; init; }

    /// <summary>Why the trial failed, or null.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the score is a number.</summary>
    public bool Succeeded => Error is null;

    /// <summary>Predictions for every training row by the fold model that did not see it: rows x 1, or rows x classes. Null where it failed or repeats an earlier trial.</summary>
    public FloatMatrix? OutOfFold { get; internal set; }

    /// <summary>The fitted pipeline of each fold, or null where it was let go.</summary>
    public IReadOnlyList<ITransformer>? FoldModels { get; internal set; }

    /// <summary>The trial whose result this one repeats at a larger budget, or null.</summary>
    internal TrialRecord? Original { get; init; }

    /// <summary>Loss that ensembles are chosen by (log loss, or squared error).</summary>
    internal double SelectionLoss { get; init; } = double.PositiveInfinity;
}
