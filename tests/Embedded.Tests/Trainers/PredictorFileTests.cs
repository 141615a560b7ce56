using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Embedded.Tests.Trainers;

public sealed class PredictorFileTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers =>
    [
        "FastTreeBinary", "LightGbmBinary", "LbfgsBinary",
        "FastTreeRegression", "LightGbmRegression", "LbfgsPoisson",
        "LightGbmClasses", "LightGbmSoftmax", "LbfgsClasses", "OneVersusAll", "Platt",
        "SdcaBinary", "SdcaClasses", "SdcaRegression", "FastForestBinary", "FastForestRegression", "OneVersusAllForest", "OneVersusAllRaw",
    ];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void SaveAndLoad_TrainedModel_GivesTheSameTypeAndScores(string trainer)
    {
        var data = _ml.Data.LoadFromEnumerable(TrainerRow.Sample(200));
        var model = Create(trainer).Fit(data);
        using var file = new MemoryStream();

        _ml.Model.Save(model, data.Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _);

        Assert.Equal(Last(model).GetType(), Last(loaded).GetType());
        Assert.Equal(Scores(model.Transform(data)), Scores(loaded.Transform(data)));
        Assert.Equal(
            model.GetOutputSchema(data.Schema).Select(column => (column.Name, column.Type.ToString(), column.Annotations.ToString())),
            loaded.GetOutputSchema(data.Schema).Select(column => (column.Name, column.Type.ToString(), column.Annotations.ToString())));
    }

    private static ITransformer Last(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.Last() : model;

    private static float[] Scores(IDataView data)
    {
        var score = data.Schema["Score"];
        var probability = data.Schema.GetColumnOrNull("Probability");
        using var cursor = data.GetRowCursor(probability is { } needed ? [score, needed] : [score]);
        var vector = score.Type is VectorDataViewType ? cursor.GetGetter<VBuffer<float>>(score) : null;
        var single = vector is null ? cursor.GetGetter<float>(score) : null;
        var chance = probability is { } column ? cursor.GetGetter<float>(column) : null;
        var scores = new List<float>();
        VBuffer<float> row = default;
        float value = 0;
        while (cursor.MoveNext())
        {
            vector?.Invoke(ref row);
            scores.AddRange(row.DenseValues());
            single?.Invoke(ref value);
            scores.Add(value);
            chance?.Invoke(ref value);
            scores.Add(value);
        }

        return [.. scores];
    }

    private IEstimator<ITransformer> Create(string trainer)
    {
        var binary = _ml.BinaryClassification.Trainers;
        var regression = _ml.Regression.Trainers;
        var multiclass = _ml.MulticlassClassification.Trainers;
        return trainer switch
        {
            "FastTreeBinary" => binary.FastTree(numberOfTrees: 10),
            "LightGbmBinary" => binary.LightGbm(numberOfIterations: 10),
            "LbfgsBinary" => binary.LbfgsLogisticRegression(),
            "FastTreeRegression" => regression.FastTree("Amount", numberOfTrees: 10),
            "LightGbmRegression" => regression.LightGbm("Amount", numberOfIterations: 10),
            "LbfgsPoisson" => regression.LbfgsPoissonRegression("Amount"),
            "LightGbmClasses" => multiclass.LightGbm("Kind", numberOfIterations: 5),
            "LightGbmSoftmax" => multiclass.LightGbm(new() { LabelColumnName = "Kind", UseSoftmax = true, NumberOfIterations = 5 }),
            "LbfgsClasses" => multiclass.LbfgsMaximumEntropy("Kind"),
            "SdcaBinary" => binary.SdcaLogisticRegression(),
            "SdcaClasses" => multiclass.SdcaMaximumEntropy("Kind"),
            "SdcaRegression" => regression.Sdca("Amount"),
            "FastForestBinary" => binary.FastForest(numberOfTrees: 5),
            "FastForestRegression" => regression.FastForest("Amount", numberOfTrees: 5),
            "OneVersusAllForest" => multiclass.OneVersusAll(binary.FastForest(numberOfTrees: 5), "Kind"),
            "OneVersusAllRaw" => multiclass.OneVersusAll(binary.FastForest(numberOfTrees: 5), "Kind", useProbabilities: false),
            "OneVersusAll" => multiclass.OneVersusAll(binary.FastTree(numberOfTrees: 5), "Kind"),
            _ => binary.FastTree(numberOfTrees: 10).Append(_ml.BinaryClassification.Calibrators.Platt()),
        };
    }
}
