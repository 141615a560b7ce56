using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Trainers;

/// <summary>The trained models a model file can bring back.</summary>
internal static class PredictorFile
{
    internal const string KindPrefix = "Prediction.";

    /// <summary>The models kept inside another one.</summary>
    private static readonly Dictionary<string, Func<ModelReader, IScoreModel>> s_parts = CreateParts();

    internal static void Register(Dictionary<string, ModelLoader> loaders)
    {
        loaders[PlattCalibratorTransformer.Kind] = PlattCalibratorTransformer.Load;
        loaders[IsotonicCalibratorTransformer.Kind] = IsotonicCalibratorTransformer.Load;
        loaders[FeatureContributionCalculatingTransformer.Kind] = FeatureContributionCalculatingTransformer.Load;
        loaders[NaiveCalibratorTransformer.Kind] = NaiveCalibratorTransformer.Load;
        AddCalibrated(loaders, FastTreeBinaryModelParameters.ModelKind, FastTreeBinaryModelParameters.Read);
        AddCalibrated(loaders, LightGbmBinaryModelParameters.ModelKind, LightGbmBinaryModelParameters.Read);
        AddCalibrated(loaders, LinearBinaryModelParameters.ModelKind, LinearBinaryModelParameters.Read);
        AddBinary(loaders, FastForestBinaryModelParameters.ModelKind, FastForestBinaryModelParameters.Read);
        AddBinary(loaders, LinearBinaryModelParameters.ModelKind, LinearBinaryModelParameters.Read);
        AddMulticlass(loaders, OneVersusAllModelParameters.ModelKind, OneVersusAllModelParameters.Read);
        AddMulticlass(loaders, MaximumEntropyModelParameters.ModelKind, MaximumEntropyModelParameters.Read);
        AddRegression(loaders, FastTreeRegressionModelParameters.ModelKind, FastTreeRegressionModelParameters.Read);
        AddRegression(loaders, FastForestRegressionModelParameters.ModelKind, FastForestRegressionModelParameters.Read);
        AddRegression(loaders, LightGbmRegressionModelParameters.ModelKind, LightGbmRegressionModelParameters.Read);
        AddRegression(loaders, LinearRegressionModelParameters.ModelKind, LinearRegressionModelParameters.Read);
        AddRegression(loaders, PoissonRegressionModelParameters.ModelKind, PoissonRegressionModelParameters.Read);
    }

    internal static IScoreModel ReadPart(string kind, ModelReader reader)
        => s_parts.TryGetValue(kind, out var read) ? read(reader) : throw reader.Corrupt($"there is no model of kind '{kind}'");

    /// <summary>The columns a transformer needs to remember of the schema it was trained on.</summary>
    internal static DataViewSchema Reduce(DataViewSchema schema, string features, string? label)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumns([schema.Find(features)]);
        if (label is not null && label != features && schema.GetColumnOrNull(label) is { } column)
        {
            builder.AddColumns([column]);
        }

        return builder.ToSchema();
    }

    private static void AddCalibrated<TSubModel>(Dictionary<string, ModelLoader> loaders, string kind, Func<ModelReader, TSubModel> read)
        where TSubModel : class, IScoreModel, IFeatureWeights
        => AddBinary<CalibratedModelParametersBase<TSubModel, PlattCalibrator>>(
            loaders, kind + CalibratorFile.PlattSuffix, reader => CalibratedModels.Create(read(reader), CalibratorFile.ReadPlatt(reader)));

    private static Dictionary<string, Func<ModelReader, IScoreModel>> CreateParts()
    {
        var parts = new Dictionary<string, Func<ModelReader, IScoreModel>>(StringComparer.Ordinal)
        {
            [TreeClassesModel.ModelKind] = TreeClassesModel.Read,
            [FastForestBinaryModelParameters.ModelKind] = FastForestBinaryModelParameters.Read,
            [LinearBinaryModelParameters.ModelKind] = LinearBinaryModelParameters.Read,
            [FastTreeBinaryModelParameters.ModelKind] = FastTreeBinaryModelParameters.Read,
            [LightGbmBinaryModelParameters.ModelKind] = LightGbmBinaryModelParameters.Read,
            [FastTreeRegressionModelParameters.ModelKind] = FastTreeRegressionModelParameters.Read,
            [FastForestRegressionModelParameters.ModelKind] = FastForestRegressionModelParameters.Read,
            [LightGbmRegressionModelParameters.ModelKind] = LightGbmRegressionModelParameters.Read,
            [LinearRegressionModelParameters.ModelKind] = LinearRegressionModelParameters.Read,
            [PoissonRegressionModelParameters.ModelKind] = PoissonRegressionModelParameters.Read,
        };
        CalibratedModels.AddReaders(parts, LightGbmBinaryModelParameters.ModelKind, LightGbmBinaryModelParameters.Read);
        CalibratedModels.AddReaders(parts, FastTreeBinaryModelParameters.ModelKind, FastTreeBinaryModelParameters.Read);
        CalibratedModels.AddReaders(parts, FastForestBinaryModelParameters.ModelKind, FastForestBinaryModelParameters.Read);
        CalibratedModels.AddReaders(parts, LinearBinaryModelParameters.ModelKind, LinearBinaryModelParameters.Read);
        return parts;
    }

    private static void AddBinary<TModel>(Dictionary<string, ModelLoader> loaders, string kind, Func<ModelReader, TModel> read)
        where TModel : class
        => loaders[KindPrefix + kind] = (reader, _) =>
        {
            var (features, _, schema) = ReadColumns(reader);
            var model = Checked(reader, read(reader), schema, features);
            return new BinaryPredictionTransformer<TModel>(model, schema, features, reader.ReadSingle(), reader.ReadString());
        };

    private static void AddMulticlass<TModel>(Dictionary<string, ModelLoader> loaders, string kind, Func<ModelReader, TModel> read)
        where TModel : class
        => loaders[KindPrefix + kind] = (reader, _) =>
        {
            var (features, label, schema) = ReadColumns(reader);
            var model = Checked(reader, read(reader), schema, features);
            return new MulticlassPredictionTransformer<TModel>(model, schema, features, label ?? throw reader.Corrupt("the name of the label is missing"));
        };

    private static void AddRegression<TModel>(Dictionary<string, ModelLoader> loaders, string kind, Func<ModelReader, TModel> read)
        where TModel : class
        => loaders[KindPrefix + kind] = (reader, _) =>
        {
            var (features, _, schema) = ReadColumns(reader);
            return new RegressionPredictionTransformer<TModel>(Checked(reader, read(reader), schema, features), schema, features);
        };

    private static (string Features, string? Label, DataViewSchema Schema) ReadColumns(ModelReader reader)
        => (reader.ReadString(), reader.ReadStringOrNull(), SchemaFile.Read(reader));

    private static TModel Checked<TModel>(ModelReader reader, TModel model, DataViewSchema schema, string features)
        where TModel : class
    {
        var count = ((IScoreModel)(object)model).FeatureCount;
        return schema.GetColumnOrNull(features)?.Type is VectorDataViewType { IsKnownSize: true } vector && vector.Size == count
            ? model
            : throw reader.Corrupt($"the model's {count} features are not those of column '{features}'");
    }
}
