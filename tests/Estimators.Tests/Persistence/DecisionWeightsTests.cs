using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Tests.Persistence;

public sealed class DecisionWeightsTests
{
    private readonly MLContext _ml = new(1);

    public sealed class Point
    {
        public float X { get; set; }
    }

    public sealed class Decided
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }

    private static PortableModel Model(params float[] weights)
    {
        var label = new PortableLabel { Task = PredictionTask.Multiclass, Classes = ["common", "rare"], DecisionWeights = weights, PredictsValue = true };
        var predictor = new LinearPredictor(new FloatMatrix(2, 1, [1, -1]), [0, 0], PortableLink.Softmax);
        return new PortableModel([new PortableColumn("X", PortableColumnKind.Number)], label, [new PortableMember(new PortableFeaturizer([], "X"), predictor)]);
    }

    [Fact]
    public void Transform_WeightedClasses_DecidesInBatchesRowsAndLoadedModels()
    {
        Point[] points = [new() { X = 0.2f }, new() { X = 0.5f }, new() { X = 1.5f }];
        var data = _ml.Data.LoadFromEnumerable(points);
        var (plain, weighted) = (new PortableTransformer(Model()), new PortableTransformer(Model(0.5f, 2)));
        Assert.Equal(["common", "common", "common"], plain.Transform(data).GetColumn<string>("PredictedLabel"));
        Assert.Equal(["rare", "rare", "common"], weighted.Transform(data).GetColumn<string>("PredictedLabel"));
        Assert.Equal(plain.Transform(data).GetColumn<float[]>("Score"), weighted.Transform(data).GetColumn<float[]>("Score"));
        using var engine = _ml.Model.CreatePredictionEngine<Point, Decided>(weighted);
        Assert.Equal("rare", engine.Predict(points[0]).PredictedLabel);
        Assert.Equal(["rare", "rare", "common"], Files.ZipTrip(_ml, weighted, data).Transform(data).GetColumn<string>("PredictedLabel"));
    }
}
