using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Turns single fitted pipelines into members of one portable model; pipelines that share fitted transformers share their steps.</summary>
internal sealed class MemberConverter(IDataView sample, RawColumns raw, PortableLabel label)
{
    private const double ProbeTolerance = 1e-5;

    private readonly List<(ITransformer[] Transformers, string Features, PortableFeaturizer Featurizer)> _featurizers = [];

    public List<PortableMember> Ensemble(EnsembleTransformer ensemble, PipelineStages stages)
    {
        var members = new List<PortableMember>();
        var before = stages.Transformers.Take(stages.ScorerIndex).ToArray();
        for (var place = 0; place < ensemble.Members.Count; place++)
        {
            var member = ensemble.Members[place];
            foreach (var model in member.Models)
            {
                members.Add(Member(PipelineStages.Of(Whole(before, model), sample.Schema), member.Weight / member.Models.Count) with { Group = place });
            }
        }

        return members;
    }

    /// <summary>The features an ensemble passes through to its combiner, or null.</summary>
    public PortableFeaturizer? Passthrough(EnsembleTransformer ensemble, PipelineStages stages)
    {
        if (ensemble.Combiner is not { Passthrough: { } passthrough } combiner)
        {
            return null;
        }

        var before = stages.Transformers.Take(stages.ScorerIndex).ToArray();
        return Featurizer(PipelineStages.Of(Whole(before, passthrough), sample.Schema, predicts: false), combiner.PassthroughColumnName);
    }

    private static ITransformer Whole(ITransformer[] before, ITransformer model) => before.Length == 0 ? model : new TransformerChain<ITransformer>([.. before, model]);

    public PortableMember Member(PipelineStages stages, float weight)
    {
        if (stages.Scorer is not ISingleFeaturePredictionTransformer<object> scorer)
        {
            throw new NotSupportedException($"The model {stages.Scorer.GetType().Name} inside another model has no portable form.");
        }

        var inputs = ColumnReader.SizeOf(stages.Schemas[stages.ScorerIndex][scorer.FeatureColumnName].Type);
        var own = ModelLabel.Of(stages, null);
        var predictor = scorer is FeatureVectorTransformer ours ? ours.Predictor : PredictorConverter.Convert(scorer.Model, inputs, own.Task);
        return new PortableMember(Featurizer(stages, scorer.FeatureColumnName), Followed(stages, predictor), weight, ModelLabel.ClassMap(own, label));
    }

    private PortableFeaturizer Featurizer(PipelineStages stages, string features)
    {
        var transformers = stages.Transformers.Take(stages.ScorerIndex).ToArray();
        foreach (var known in _featurizers)
        {
            if (known.Features == features && known.Transformers.SequenceEqual(transformers, ReferenceEqualityComparer.Instance))
            {
                return known.Featurizer;
            }
        }

        var featurizer = new FeaturizerConverter(stages, raw).Convert(stages.ScorerIndex, features);
        _featurizers.Add((transformers, features, featurizer));
        return featurizer;
    }

    /// <summary>Takes up what is fitted behind the trainer: a calibrator, or the way back from the logarithm of the label.</summary>
    private static PortablePredictor Followed(PipelineStages stages, PortablePredictor predictor)
    {
        for (var i = stages.ScorerIndex + 1; i < stages.Transformers.Count; i++)
        {
            if (stages.Transformers[i] is ISingleFeaturePredictionTransformer<object> later)
            {
                predictor = predictor.With(PredictorConverter.Link(later.Model));
            }
            else if (predictor.Link.Kind == PortableLinkKind.Identity && predictor.Outputs == 1 && stages.Makes(i, ScoreColumns.Score) && IsExponential(stages, i))
            {
                predictor = predictor.With(PortableLink.Exponential);
            }
        }

        return predictor;
    }

    /// <summary>Whether a stage makes of a score its exponential: expressions do not tell what they compute, so it is asked with some scores.</summary>
    private static bool IsExponential(PipelineStages stages, int stage)
    {
        float[] scores = [-1, 0, 0.5f, 3];
        var view = new ProbeView(stages.Schemas[stage], scores.Length).SetNumbers(ScoreColumns.Score, (row, _) => scores[row]);
        var made = ColumnReader.Read(stages.Transformers[stage].Transform(view), ScoreColumns.Score, scores.Length);
        return made.Zip(scores).All(pair => Math.Abs(pair.First - Math.Exp(pair.Second)) <= ProbeTolerance * pair.First);
    }
}
