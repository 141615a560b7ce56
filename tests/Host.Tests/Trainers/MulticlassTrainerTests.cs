using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class MulticlassTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => ["LightGbm", "LbfgsMaximumEntropy", "SdcaMaximumEntropy", "OneVersusAll"];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Fit_RowsWithARule_TellsTheClassesApart(string trainer)
    {
        var model = Pipeline(trainer).Fit(_ml.Data.LoadFromEnumerable(SampleRows.Multiclass(900)));

        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(_ml.Data.LoadFromEnumerable(SampleRows.Multiclass(400, seed: 2))), topKPredictionCount: 2);

        Assert.InRange(metrics.MicroAccuracy, 0.85, 1);
        Assert.InRange(metrics.LogLoss, 0, 0.45);
        Assert.InRange(metrics.TopKAccuracy, metrics.MicroAccuracy, 1);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Transform_TrainedModel_NamesTheClasses(string trainer)
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Multiclass(300));

        var scored = Pipeline(trainer).Fit(data).Transform(data);

        var score = scored.Schema["Score"];
        var predicted = scored.Schema["PredictedLabel"];
        VBuffer<ReadOnlyMemory<char>> slots = default;
        VBuffer<ReadOnlyMemory<char>> values = default;
        VBuffer<ReadOnlyMemory<char>> labels = default;
        score.GetSlotNames(ref slots);
        predicted.GetKeyValues(ref values);
        scored.Schema["Label"].GetKeyValues(ref labels);
        Assert.Equal(3, ((VectorDataViewType)score.Type).Size);
        Assert.Equal(3ul, ((KeyDataViewType)predicted.Type).Count);
        Assert.Equal("MulticlassClassification", score.Text("ScoreColumnKind"));
        Assert.Equal(Strings(labels), Strings(slots));
        Assert.Equal(Strings(labels), Strings(values));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Transform_TrainedModel_ScoresAreProbabilitiesAndTheHighestIsPredicted(string trainer)
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Multiclass(300));

        var scored = Pipeline(trainer).Fit(data).Transform(data);

        var predicted = scored.Read<uint>("PredictedLabel");
        var scores = scored.Read<VBuffer<float>>("Score").Select(score => score.DenseValues().ToArray()).ToArray();
        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 4));
        Assert.Equal(scores.Select(row => (uint)Array.IndexOf(row, row.Max()) + 1), predicted);
    }

    private static IEnumerable<string> Strings(VBuffer<ReadOnlyMemory<char>> values) => values.DenseValues().Select(value => value.ToString());

    private IEstimator<ITransformer> Pipeline(string trainer)
    {
        var key = _ml.Transforms.Conversion.MapValueToKey("Label");
        return trainer switch
        {
            "LightGbm" => key.Append(_ml.MulticlassClassification.Trainers.LightGbm()),
            "LbfgsMaximumEntropy" => key.Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()),
            "SdcaMaximumEntropy" => key.Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()),
            _ => key.Append(_ml.MulticlassClassification.Trainers.OneVersusAll(_ml.BinaryClassification.Trainers.FastTree())),
        };
    }
}
