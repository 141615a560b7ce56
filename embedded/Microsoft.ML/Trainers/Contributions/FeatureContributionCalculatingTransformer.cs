using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the column FeatureContributions: what each feature of a row contributed to its score.</summary>
/// <remarks>
/// For linear models the weight times the value; for trees the sum, over the nodes on the row's way, of its leaf's value less the value of the
/// leaf it would have come to by the other branch.
/// </remarks>
public sealed class FeatureContributionCalculatingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "FeatureContributions";
    private readonly IFeatureContributor _model;
    private readonly string _features;
    private readonly TopContributions _top;

    internal FeatureContributionCalculatingTransformer(IFeatureContributor model, string features, TopContributions top)
        : base([(FeatureContributionMapper.OutputName, features)])
    {
        _model = model;
        _features = features;
        _top = top;
    }

    internal static FeatureContributionCalculatingTransformer Load(ModelReader reader, MLContext context)
    {
        var features = reader.ReadString();
        var top = new TopContributions(reader.ReadInt32(0, int.MaxValue), reader.ReadInt32(0, int.MaxValue), reader.ReadBoolean());
        return PredictorFile.ReadPart(reader.ReadString(), reader) is IFeatureContributor model
            ? new FeatureContributionCalculatingTransformer(model, features, top)
            : throw reader.Corrupt("its model has no contributions");
    }

    private protected override RowMapper CreateMapper(DataViewSchema schema)
    {
        var column = schema.Find(_features, "feature");
        return column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType.Equals(NumberDataViewType.Single) && vector.Size == _model.FeatureCount
            ? new FeatureContributionMapper(schema, column, _model, _top)
            : throw TrainingErrors.WrongType("feature", _features, $"a vector of {_model.FeatureCount} Single", column.Type.ToString()!);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(_features);
        ctx.Writer.Write(_top.Positive);
        ctx.Writer.Write(_top.Negative);
        ctx.Writer.Write(_top.Normalize);
        ctx.Writer.Write(_model.Kind);
        _model.Write(ctx.Writer);
    }
}
