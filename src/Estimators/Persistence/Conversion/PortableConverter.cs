using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Turns fitted pipelines into a portable model and checks that it scores the same.</summary>
internal static class PortableConverter
{
    /// <summary>Converts a fitted pipeline.</summary>
    /// <param name="model">The pipeline, ending in a trainer or an ensemble.</param>
    /// <param name="sample">Rows as the pipeline reads them, best the training rows: the categories are among them, and the first are scored both ways.</param>
    /// <param name="label">The name of the label column, or null when it is not known.</param>
    /// <exception cref="NotSupportedException">A part has no portable form; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The portable model scores otherwise; the message names the part.</exception>
    public static PortableModel Convert(ITransformer model, IDataView sample, string? label = null)
    {
        var stages = PipelineStages.Of(model, sample.Schema);
        var raw = new RawColumns();
        var info = ModelLabel.Of(stages, label);
        var members = new List<PortableMember>();
        switch (stages.Scorer)
        {
            case EnsembleTransformer ensemble:
                AddMembers(ensemble, stages, sample, raw, info, members);
                break;
            case PortableTransformer portable when stages.ScorerIndex == 0:
                return portable.Model;
            default:
                members.Add(Member(stages, sample, raw, 1, null));
                break;
        }

        var result = new PortableModel(raw.Columns, info, members);
        PortableCheck.Compare(result, stages, sample);
        return result;
    }

    private static void AddMembers(EnsembleTransformer ensemble, PipelineStages stages, IDataView sample, RawColumns raw, PortableLabel info, List<PortableMember> members)
    {
        var before = stages.Transformers.Take(stages.ScorerIndex).ToArray();
        foreach (var member in ensemble.Members)
        {
            foreach (var model in member.Models)
            {
                var inner = PipelineStages.Of(before.Length == 0 ? model : new TransformerChain<ITransformer>([.. before, model]), sample.Schema);
                members.Add(Member(inner, sample, raw, member.Weight / member.Models.Count, info));
            }
        }
    }

    private static PortableMember Member(PipelineStages stages, IDataView sample, RawColumns raw, float weight, PortableLabel? label)
    {
        if (stages.Scorer is not ISingleFeaturePredictionTransformer<object> scorer)
        {
            throw new NotSupportedException($"The model {stages.Scorer.GetType().Name} inside another model has no portable form.");
        }

        var featurizer = new FeaturizerConverter(stages, sample, raw).Convert(stages.ScorerIndex, scorer.FeatureColumnName);
        var inputs = ColumnReader.SizeOf(stages.Schemas[stages.ScorerIndex][scorer.FeatureColumnName].Type);
        var own = ModelLabel.Of(stages, null);
        var predictor = scorer is FeatureVectorTransformer ours ? ours.Predictor : PredictorConverter.Convert(scorer.Model, inputs, own.Task);
        predictor = Calibrated(stages, predictor);
        return new PortableMember(featurizer, predictor, weight, label is null ? null : ModelLabel.ClassMap(own, label));
    }

    /// <summary>Takes up a calibrator fitted after the trainer.</summary>
    private static PortablePredictor Calibrated(PipelineStages stages, PortablePredictor predictor)
    {
        for (var i = stages.ScorerIndex + 1; i < stages.Transformers.Count; i++)
        {
            if (stages.Transformers[i] is ISingleFeaturePredictionTransformer<object> later)
            {
                predictor = PredictorConverter.WithLink(predictor, PredictorConverter.Link(later.Model));
            }
        }

        return predictor;
    }
}
