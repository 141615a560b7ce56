using MLNetTuning.Estimators.Validation;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Running;

/// <summary>What a configuration's fits amount to. Holds no lock; reads fits that have ended.</summary>
internal static class RunResult
{
    /// <summary>A configuration without a score, with what it cost and why it ended.</summary>
    public static ExperimentTrial Trial(CandidateRun run) =>
        new(run.Id, run.Candidate.Trainer, run.Candidate.Describe(), double.NaN, 0, 0, run.Seconds, run.Error) { WasGivenUp = run.WasGivenUp || (run.IsPart && run.Error is null), Configuration = CandidateSpace.ToConfiguration(run.Candidate) };

    /// <summary>The score of a configuration whose splits are all fitted, and its model; no model where scoring failed.</summary>
    public static (ExperimentTrial Trial, ModelRecord? Record) Of(SearchRoom room, CandidateRun run)
    {
        var trial = Trial(run);
        try
        {
            return Score(room, run, trial);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or ArithmeticException)
        {
            return (trial with { Error = e.Message }, null);
        }
    }

    /// <summary>Whether a configuration's first split is within one paired standard error of the rival's, or better.</summary>
    /// <param name="room">What does not change.</param>
    /// <param name="first">The fit of the first split.</param>
    /// <param name="rival">The model to keep up with; null for none.</param>
    public static bool HoldsItsOwn(SearchRoom room, FoldFit first, ModelRecord? rival)
    {
        if (rival is null)
        {
            return true;
        }

        var model = first.At(FoldFit.BestLength([first]));
        var places = room.Judged.PlacesOf(0);
        var own = TaskLoss.PerRow(room.Label.Task, model.Predictions, Array.ConvertAll(places, place => room.Judged.Labels[place]));
        var worse = Spread.Of([.. own.Select((loss, i) => loss - rival.RowLosses[places[i]])]);
        return worse.Mean <= worse.Error;
    }

    private static (ExperimentTrial Trial, ModelRecord? Record) Score(SearchRoom room, CandidateRun run, ExperimentTrial trial)
    {
        var fits = run.Fits;
        var length = FoldFit.BestLength(fits);
        FoldModel[] models = [.. fits.Select(fit => fit.At(length))];
        var task = room.Label.Task;
        var scores = Spread.Of([.. models.Select((model, split) => TuningMetrics.Evaluate(room.Metric, task, model.Predictions, room.Fold(split).Validation.Labels))]);
        trial = trial with { Score = scores.Mean, ScoreDeviation = scores.Deviation, Length = length + 1 };
        var predictions = room.Judged.Gather(models);
        return predictions.Values.AsSpan(0, predictions.Rows * predictions.Columns).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) >= 0
            ? (trial with { Score = double.NaN, Error = "A prediction is not a finite number." }, null)
            : (trial, new ModelRecord(trial, run.Candidate, predictions, TaskLoss.PerRow(task, predictions, room.Judged.Labels)) { Models = models, Curve = FoldFit.MeanLosses(fits), EndedEarly = fits.Any(fit => fit.EndedEarly) });
    }
}
