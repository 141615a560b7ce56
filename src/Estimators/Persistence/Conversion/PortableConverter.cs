using Microsoft.ML;
using MLNetTuning.Estimators.Ensembles;
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
        if (stages is { Scorer: PortableTransformer portable, ScorerIndex: 0 })
        {
            return portable.Model;
        }

        var info = ModelLabel.Of(stages, label);
        var raw = new RawColumns(sample);
        var converter = new MemberConverter(sample, raw, info);
        var ensemble = stages.Scorer as EnsembleTransformer;
        var members = ensemble is null ? [converter.Member(stages, 1)] : converter.Ensemble(ensemble, stages);
        var passthrough = ensemble is null ? null : converter.Passthrough(ensemble, stages);
        var result = new PortableModel(raw.Columns, info, members, ensemble?.Combiner?.Predictor, passthrough);
        PortableCheck.Compare(result, stages, sample);
        return result;
    }
}
