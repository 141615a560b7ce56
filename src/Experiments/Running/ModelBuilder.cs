using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Blending;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>Makes one model of all: picks, weighs and calibrates on predictions of rows the models did not see.</summary>
internal sealed class ModelBuilder(SearchRoom room)
{
    private const int MostModels = 25;
    private const float LeastWeight = 1e-6f;

    /// <summary>Builds the final model.</summary>
    /// <param name="models">What succeeded, one or more.</param>
    public FinishedModel Build(IReadOnlyList<ModelRecord> models)
    {
        var choice = Choice(models);
        var outcome = new BlendContest(room.Settings.Ensemble, room.Metric, room.Settings.Calibration, () => room.Clock.Elapsed > room.Clock.Limit).Run(Rows(choice));
        var blend = outcome.Blend;
        var predictions = blend.Predict(room.Label.Task, [.. choice.Select(one => one.Predictions)]);
        var score = TuningMetrics.Evaluate(room.Metric, room.Label.Task, predictions, room.Judged.Labels, blend.Decision.Threshold, blend.Decision.Weights);
        (ModelRecord Model, float Weight)[] chosen = [.. blend.Members.Select(member => (choice[member.Index], member.Weight))];
        var label = new PortableLabel
        {
            Task = room.Label.Task,
            Name = room.Label.Name,
            Classes = room.Label.Classes,
            ClassesAreNumbers = room.Label.ClassesAreNumbers,
            DecisionWeights = blend.Decision.Weights,
        };
        var model = new PortableModel(room.Layout.Columns, label, [.. chosen.SelectMany((one, group) => Folds(one.Model, one.Weight, group))], blend.Combiner);
        ExperimentMember[] members = [.. chosen.OrderByDescending(one => one.Weight).Select(one => new ExperimentMember(one.Model.Trial, one.Weight))];
        return new FinishedModel(model, (float)blend.Temperature, members, predictions, score) { Threshold = blend.Decision.Threshold, Expected = outcome.Expected };
    }

    private IEnumerable<PortableMember> Folds(ModelRecord record, float weight, int group) => record.Models!.Select((model, split) =>
        new PortableMember(room.Fold(split).Featurizer, model.Predictor, Math.Max(weight, LeastWeight) / record.Models!.Count, Group: group));

    private BlendRows Rows(ModelRecord[] choice) =>
        new(room.Label.Task, [.. choice.Select(one => one.Predictions)], room.Judged.Labels, room.Judged.FoldOfRow)
        {
            LearntLogarithm = [.. choice.Select(one => one.Candidate.LogTarget)],
        };

    /// <summary>The best of each kind stand for choice beside the best of all, as different models help most; in the order of their losses.</summary>
    private ModelRecord[] Choice(IReadOnlyList<ModelRecord> models)
    {
        ModelRecord[] kept = [.. models.Where(model => model.Models is not null).OrderBy(model => model.Loss)];
        return room.Settings.Ensemble is ExperimentEnsemble.None ? kept : ModelPool.Choose(kept, MostModels);
    }
}
