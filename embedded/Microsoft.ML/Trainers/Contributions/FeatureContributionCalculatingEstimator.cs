using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the contributions of the features to the scores of a trained model; there is nothing to fit.</summary>
public sealed class FeatureContributionCalculatingEstimator : IEstimator<FeatureContributionCalculatingTransformer>
{
    private readonly IFeatureContributor _model;
    private readonly string _features;
    private readonly TopContributions _top;

    internal FeatureContributionCalculatingEstimator(ICalculateFeatureContribution model, string features, TopContributions top)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model.FeatureContributionCalculator.Contributor;
        _features = features;
        _top = top;
    }

    /// <summary>Makes the transformer.</summary>
    /// <param name="input">Rows with the features.</param>
    /// <exception cref="ArgumentOutOfRangeException">The features are missing or of another type.</exception>
    public FeatureContributionCalculatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new FeatureContributionCalculatingTransformer(_model, _features, _top);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>The schema after the transformer, as far as it is known without data.</summary>
    /// <param name="inputSchema">The schema before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The features are missing or not a vector of Single.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        TrainerColumns.Check(inputSchema, TrainerColumns.Features(_features), "feature");
        var features = inputSchema.Find(_features, "feature");
        SchemaShape.Column[] annotations = features.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out var names) ? [names] : [];
        return inputSchema.With(new SchemaShape.Column(
            FeatureContributionMapper.OutputName, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape(annotations)));
    }
}
