using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Base of the dual coordinate ascent trainers of several classes.</summary>
/// <typeparam name="TModel">The model.</typeparam>
public abstract class SdcaMulticlassTrainerBase<TModel>
    : SdcaTrainerBase<SdcaMulticlassTrainerBase<TModel>.MulticlassOptions, MulticlassPredictionTransformer<TModel>, TModel>
    where TModel : class
{
    private protected SdcaMulticlassTrainerBase(MLContext context, MulticlassOptions options)
        : base(context, options, LabelKind.Multiclass)
    {
    }

    private protected override MulticlassPredictionTransformer<TModel> MakeTransformer(TModel model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name, LabelColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema)
        => TrainerOutputs.Multiclass(inputSchema.Find(LabelColumn.Name, "label"));

    /// <summary>Options of several classes.</summary>
    public class MulticlassOptions : OptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public MulticlassOptions()
        {
        }
    }
}
