using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Computes the column of contributions.</summary>
internal sealed class FeatureContributionMapper(DataViewSchema schema, DataViewSchema.Column features, IFeatureContributor model, TopContributions top) : RowMapper(schema)
{
    internal const string OutputName = "FeatureContributions";

    public override DataViewSchema.DetachedColumn[] CreateColumns()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(features.Annotations, static name => name == AnnotationUtils.Kinds.SlotNames);
        return [new(OutputName, new VectorDataViewType(NumberDataViewType.Single, model.FeatureCount), builder.ToAnnotations())];
    }

    public override IEnumerable<int> GetDependencies(int output) => [features.Index];

    protected override Delegate CreateGetter(DataViewRow input, int output)
    {
        var reader = new FeatureReader(input, input.Schema[features.Index], model.FeatureCount);
        var row = new float[model.FeatureCount];
        var contributions = new float[model.FeatureCount];
        var order = new int[model.FeatureCount];
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            reader.ReadInto(row);
            model.Contribute(row, contributions);
            top.Write(contributions, order, ref value);
        });
    }
}
