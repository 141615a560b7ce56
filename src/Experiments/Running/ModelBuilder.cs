using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Calibration;
using MLNetTuning.Trainers.Metrics;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>Makes one model of all: picks, weighs and calibrates on predictions of rows the models did not see.</summary>
internal sealed class ModelBuilder(SearchRoom room)
{
    private const int MostModels = 25;
    private const int Averaged = 5;

    /// <summary>Builds the final model.</summary>
    /// <param name="models">What succeeded, one or more.</param>
    public FinishedModel Build(IReadOnlyList<ModelRecord> models)
    {
        var chosen = Choose(models);
        ModelRecord[] records = [.. chosen.Select(one => one.Model)];
        EnsembleWeight[] weights = [.. chosen.Select((one, place) => new EnsembleWeight(place, (float)one.Weight))];
        var average = GreedySelection.Average([.. records.Select(one => one.Predictions)], weights);
        var temperature = Temperature.Fit(room.Label.Task, average, room.Judged.Labels);
        average = temperature == 1 ? average : TemperatureScaling.Apply(average, temperature);
        var threshold = Threshold(average);
        var score = TuningMetrics.Evaluate(room.Metric, room.Label.Task, average, room.Judged.Labels, threshold);
        var members = chosen.SelectMany((one, group) => one.Model.Models!.Select((model, split) =>
            new PortableMember(room.Fold(split).Featurizer, model.Predictor, (float)(one.Weight / one.Model.Models!.Count), Group: group)));
        var label = new PortableLabel
        {
            Task = room.Label.Task,
            Name = room.Label.Name,
            Classes = room.Label.Classes,
            ClassesAreNumbers = room.Label.ClassesAreNumbers,
        };
        var combiner = new AveragingCombiner(room.Label.Task, room.Label.Outputs, [.. chosen.Select(one => (float)one.Weight)]);
        combiner = temperature == 1 ? combiner : combiner.WithTemperature(temperature);
        combiner = threshold == 0.5f ? combiner : combiner.WithThreshold(threshold);
        var model = new PortableModel(room.Layout.Columns, label, [.. members], combiner);
        return new FinishedModel(model, (float)temperature, [.. chosen.Select(one => new ExperimentMember(one.Model.Trial, one.Weight))], average, score) { Threshold = threshold };
    }

    /// <summary>Above which probability the second class is predicted: one half but for metrics of decisions.</summary>
    private float Threshold(FloatMatrix probabilities)
    {
        const float Half = 0.5f;
        return room.Label.Task != PredictionTask.Binary || !TuningMetrics.WantsThreshold(room.Metric)
            ? Half
            : (float)DecisionThreshold.Choose(
                probabilities.Values.AsSpan(0, probabilities.Rows), room.Judged.Labels, room.Metric == TuningMetric.F1Score ? DecisionMetric.F1Score : DecisionMetric.BalancedAccuracy).Threshold;
    }

    private List<(ModelRecord Model, double Weight)> Choose(IReadOnlyList<ModelRecord> models)
    {
        ModelRecord[] kept = [.. models.Where(model => model.Models is not null).OrderBy(model => model.Loss)];
        var single = TuningMetrics.HigherIsBetter(room.Metric) ? kept.MaxBy(model => model.Trial.Score)! : kept.MinBy(model => model.Trial.Score)!;
        if (kept.Length == 1 || room.Settings.Ensemble == ExperimentEnsemble.None)
        {
            return [(single, 1)];
        }

        if (room.Settings.Ensemble == ExperimentEnsemble.Average)
        {
            var count = Math.Min(Averaged, kept.Length);
            return [.. kept.Take(count).Select(model => (model, 1.0 / count))];
        }

        var choice = ModelPool.Choose(kept, MostModels);
        var result = GreedySelection.Select(
            [.. choice.Select(model => model.Predictions)], room.Judged.Labels, room.Label.Task, options: new GreedySelectionOptions { MaxModels = MostModels, CrossFitFolds = 0, Seed = room.Settings.Seed });
        return [.. result.Members.Select(member => (choice[member.Index], (double)member.Weight))];
    }
}
