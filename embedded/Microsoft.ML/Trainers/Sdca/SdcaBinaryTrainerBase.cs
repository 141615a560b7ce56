using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the dual coordinate ascent trainers of two classes.</summary>
/// <typeparam name="TModelParameters">The model.</typeparam>
public abstract partial class SdcaBinaryTrainerBase<TModelParameters>
    : SdcaTrainerBase<SdcaBinaryTrainerBase<TModelParameters>.BinaryOptionsBase, BinaryPredictionTransformer<TModelParameters>, TModelParameters>
    where TModelParameters : class
{
    private protected SdcaBinaryTrainerBase(MLContext context, BinaryOptionsBase options)
        : base(context, options, LabelKind.Binary)
    {
    }

    /// <summary>The rows with the positive ones weighted as the options say.</summary>
    private protected TrainingData Weigh(TrainingData rows)
    {
        if (TrainerOptions.PositiveInstanceWeight == 1)
        {
            return rows;
        }

        var weights = new float[rows.Rows];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (rows.Weights?[i] ?? 1) * (rows.Labels[i] > 0 ? TrainerOptions.PositiveInstanceWeight : 1);
        }

        return new TrainingData(rows.Features, rows.Labels, weights);
    }

    private protected override BinaryPredictionTransformer<TModelParameters> MakeTransformer(TModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);
}
