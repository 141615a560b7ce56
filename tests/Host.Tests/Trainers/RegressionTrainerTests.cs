using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class RegressionTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Trainers => ["FastTree", "FastForest", "LightGbm", "LbfgsPoissonRegression", "Sdca"];

    [Theory]
    [InlineData("FastTree", 0.95)]
    [InlineData("FastForest", 0.6)] // Each tree draws one of the two features.
    [InlineData("LightGbm", 0.95)]
    [InlineData("LbfgsPoissonRegression", 0.95)]
    [InlineData("Sdca", 0.95)]
    public void Fit_RowsWithARule_FollowsIt(string trainer, double leastRSquared)
    {
        var model = Create(trainer).Fit(_ml.Data.LoadFromEnumerable(SampleRows.Regression(1000)));

        var metrics = _ml.Regression.Evaluate(model.Transform(_ml.Data.LoadFromEnumerable(SampleRows.Regression(300, seed: 2))));

        Assert.InRange(metrics.RSquared, leastRSquared, 1);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Transform_TrainedModel_AddsScore(string trainer)
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(1000));

        var schema = Create(trainer).Fit(data).Transform(data).Schema;

        Assert.Equal(["Label", "Features", "Score"], schema.Select(column => column.Name));
        Assert.Equal(NumberDataViewType.Single, schema["Score"].Type);
        Assert.Equal("Regression", schema["Score"].Text("ScoreColumnKind"));
        Assert.Equal("Score", schema["Score"].Text("ScoreValueKind"));
    }

    [Fact]
    public void Fit_NaNLabels_AreLeftOut()
    {
        var rows = SampleRows.Regression(300);
        var spoilt = rows.Concat(Enumerable.Range(0, 50).Select(_ => new RegressionRow { Label = float.NaN })).ToArray();

        float[] Scores(RegressionRow[] train) => _ml.Regression.Trainers.FastTree(numberOfTrees: 10).Fit(_ml.Data.LoadFromEnumerable(train))
            .Transform(_ml.Data.LoadFromEnumerable(rows)).Read<float>("Score");

        Assert.Equal(Scores(rows), Scores(spoilt));
    }

    private IEstimator<ITransformer> Create(string trainer) => trainer switch
    {
        "FastTree" => _ml.Regression.Trainers.FastTree(),
        "FastForest" => _ml.Regression.Trainers.FastForest(),
        "LbfgsPoissonRegression" => _ml.Regression.Trainers.LbfgsPoissonRegression(),
        "Sdca" => _ml.Regression.Trainers.Sdca(),
        _ => _ml.Regression.Trainers.LightGbm(),
    };
}
