using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <content>What is allowed.</content>
public sealed partial record TrainingOptions
{
    /// <summary>Checks all options.</summary>
    /// <exception cref="ArgumentException">Some cannot be used; the message lists every violation.</exception>
    public void Validate()
    {
        var violations = new Violations("The training options cannot be used");
        violations.Require(Enum.IsDefined(Optimizer), $"Optimizer is {(int)Optimizer}; name a member of OptimizerKind.");
        violations.Require(Enum.IsDefined(Schedule), $"Schedule is {(int)Schedule}; name a member of LearningRateSchedule.");
        violations.Require(LearningRate > 0 && float.IsFinite(LearningRate), $"LearningRate is {LearningRate}; give a finite number above 0.");
        violations.Require(Beta1 is >= 0 and < 1, $"Beta1 is {Beta1}; give 0 to below 1.");
        violations.Require(Beta2 is >= 0 and < 1, $"Beta2 is {Beta2}; give 0 to below 1.");
        violations.Require(Epsilon > 0 && float.IsFinite(Epsilon), $"Epsilon is {Epsilon}; give a finite number above 0.");
        violations.Require(Momentum is >= 0 and < 1, $"Momentum is {Momentum}; give 0 to below 1.");
        CheckPenalties(violations);
        violations.Require(Epochs is >= 1 and <= 1_000_000, $"Epochs is {Epochs}; give 1 to 1,000,000.");
        violations.Require(BatchSize is >= 0 and <= 1_048_576, $"BatchSize is {BatchSize}; give 1 to 1,048,576 rows, or 0 for the rule.");
        violations.Require(LabelSmoothing is >= 0 and < 1, $"LabelSmoothing is {LabelSmoothing}; give 0 to below 1.");
        violations.Require(Patience >= 0, $"Patience is {Patience}; give a number of epochs, or 0 to never stop early.");
        violations.Require(MinDelta >= 0 && double.IsFinite(MinDelta), $"MinDelta is {MinDelta}; give a finite number of 0 or more.");
        violations.Require(Threads is >= 1 and <= 64, $"Threads is {Threads}; give 1 to 64.");
        CheckStart(violations);
        CheckParts(violations);
        violations.ThrowIfAny();
    }

    /// <summary>Checks what depends on the network and on whether there is a validation part.</summary>
    internal void Check(NetworkSpec spec, bool isValidated)
    {
        Loss.Check(spec);
        if (Patience > 0 && !isValidated)
        {
            throw new ArgumentException($"Patience is {Patience}, but there is no validation part to watch; give one, or set Patience to 0.");
        }

        if (Schedule == LearningRateSchedule.Plateau && !isValidated)
        {
            throw new ArgumentException("Schedule is Plateau, but there is no validation part to watch; give one, or choose another schedule.");
        }

        var fits = Watch switch
        {
            WatchedValue.Loss => true,
            WatchedValue.ClassificationError => spec.Task != PredictionTask.Regression,
            WatchedValue.AreaUnderRoc => spec.Task == PredictionTask.Binary,
            _ => spec.Task == PredictionTask.Regression,
        };
        if (!fits)
        {
            throw new ArgumentException($"Watch is {Watch}, which a {spec.Task.ToString().ToLowerInvariant()} network has not; watch the loss or a value of the task.");
        }
    }

    private static bool IsAmount(double value) => value >= 0 && double.IsFinite(value);

    private void CheckPenalties(Violations violations)
    {
        foreach (var (name, value) in new (string, float)[]
        {
            (nameof(WeightDecay), WeightDecay), (nameof(L2), L2), (nameof(L1), L1), (nameof(ActivityPenalty), ActivityPenalty), (nameof(MaxNorm), MaxNorm),
            (nameof(ClipNorm), ClipNorm), (nameof(ClipValue), ClipValue), (nameof(GradientNoise), GradientNoise),
        })
        {
            violations.Require(IsAmount(value), $"{name} is {value}; give a finite number of 0 or more.");
        }
    }

    private void CheckStart(Violations violations)
    {
        violations.Require(Enum.IsDefined(Parametrization), $"Parametrization is {(int)Parametrization}; name a member of Parametrization.");
        violations.Require(Enum.IsDefined(WeightStart), $"WeightStart is {(int)WeightStart}; name a member of WeightStartKind.");
        violations.Require(Enum.IsDefined(BiasStart), $"BiasStart is {(int)BiasStart}; name a member of BiasStartKind.");
        violations.Require(Enum.IsDefined(EdgeStart), $"EdgeStart is {(int)EdgeStart}; name a member of EdgeStartKind.");
        violations.Require(Enum.IsDefined(Watch), $"Watch is {(int)Watch}; name a member of WatchedValue.");
        violations.Require(Enum.IsDefined(Averaging), $"Averaging is {(int)Averaging}; name a member of WeightAveraging.");
        violations.Require(AverageDecay is >= 0 and < 1, $"AverageDecay is {AverageDecay}; give 0 to below 1.");
        violations.Require(AverageFrom is >= 0 and < 1, $"AverageFrom is {AverageFrom}; give 0 to below 1.");
        foreach (var (name, schedule) in new[] { (nameof(DecaySchedule), DecaySchedule), (nameof(DropoutSchedule), DropoutSchedule) })
        {
            violations.Require(Enum.IsDefined(schedule) && schedule != LearningRateSchedule.Plateau, $"{name} is {schedule}; name a member of LearningRateSchedule other than Plateau.");
        }
    }

    private void CheckParts(Violations violations)
    {
        if (violations.Require(Loss is not null, "Loss is null; give a LossOptions."))
        {
            Loss!.Check(violations);
        }

        if (violations.Require(ScheduleShape is not null, "ScheduleShape is null; give a ScheduleShape."))
        {
            ScheduleShape!.Check(violations);
        }

        if (violations.Require(LearningRateFactors is not null, "LearningRateFactors is null; give a GroupFactors."))
        {
            LearningRateFactors!.Check(nameof(LearningRateFactors), violations);
        }

        if (violations.Require(DecayFactors is not null, "DecayFactors is null; give a GroupFactors."))
        {
            DecayFactors!.Check(nameof(DecayFactors), violations);
        }
    }
}
