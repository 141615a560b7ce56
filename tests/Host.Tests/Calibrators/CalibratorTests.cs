using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MLNetTuning.Host.Tests.Trainers;

namespace MLNetTuning.Host.Tests.Calibrators;

public sealed class CalibratorTests
{
    // Positives rise with the score but for two violations: at 2 against 3, and at 4 against 4.5.
    private static readonly (float Score, bool Label)[] s_rows =
    [
        (0, false), (1, false), (2, true), (3, false), (4, true), (4.25f, true), (4.5f, false), (5, true), (6, true), (7, true),
    ];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Isotonic_FixedScores_PoolsViolators()
    {
        var calibrator = Fit<IsotonicCalibrator>(_ml.BinaryClassification.Calibrators.Isotonic(), s_rows);

        // 0 and 1 hold 0; 2 and 3 pool to 1/2; 4, 4.25 and 4.5 pool to 2/3; 5 and more hold 1.
        Assert.Equal<float>([0, 2, 4, 5], calibrator.Mins);
        Assert.Equal<float>([1, 3, 4.5f, 7], calibrator.Maxes);
        Assert.Equal<float>([0, 0.5f, 2 / 3f, 1], calibrator.Values);
    }

    [Fact]
    public void Isotonic_BetweenSteps_GoesAlongALine()
    {
        var calibrator = Fit<IsotonicCalibrator>(_ml.BinaryClassification.Calibrators.Isotonic(), s_rows);

        Assert.Equal(0.5f, calibrator.PredictProbability(2.5f), 6);
        Assert.Equal(0.25f, calibrator.PredictProbability(1.5f), 6);
        Assert.Equal(0.5 + (0.75 / 6), calibrator.PredictProbability(3.75f), 6);
        Assert.Equal(1e-15f, calibrator.PredictProbability(-100));
        Assert.Equal(1, calibrator.PredictProbability(100));
        Assert.Equal(float.NaN, calibrator.PredictProbability(float.NaN));
    }

    [Fact]
    public void Isotonic_Weights_CountRowsByThem()
    {
        var rows = _ml.Data.LoadFromEnumerable<ScoredLabel>(
        [
            new() { Score = 1, Label = true, Weight = 1 }, new() { Score = 2, Label = false, Weight = 3 }, new() { Score = 3, Label = true, Weight = 0 }, new() { Score = 4, Label = true, Weight = 1 },
        ]);

        var transformer = _ml.BinaryClassification.Calibrators.Isotonic(exampleWeightColumnName: "Weight").Fit(rows);

        var calibrator = ((ISingleFeaturePredictionTransformer<IsotonicCalibrator>)transformer).Model;
        Assert.Equal<float>([1, 4], calibrator.Mins);
        Assert.Equal<float>([2, 4], calibrator.Maxes);
        Assert.Equal<float>([0.25f, 1], calibrator.Values);
    }

    [Fact]
    public void Naive_FixedScores_IsTheShareOfPositivesOfTwoHundredBins()
    {
        var calibrator = Fit<NaiveCalibrator>(_ml.BinaryClassification.Calibrators.Naive(), s_rows);

        Assert.Equal((0f, 7 / 200f, 200), (calibrator.Min, calibrator.BinSize, calibrator.BinProbs.Count));
        Assert.Equal(1, calibrator.PredictProbability(2));
        Assert.Equal(1, calibrator.PredictProbability(5));
        Assert.Equal(0, calibrator.PredictProbability(3.5f));
        Assert.Equal(1, calibrator.PredictProbability(100));
        Assert.Equal(0, calibrator.PredictProbability(-100));
        Assert.Equal(float.NaN, calibrator.PredictProbability(float.NaN));
    }

    [Fact]
    public void Platt_FixedScores_GivesTheKnownSigmoid()
    {
        var calibrator = Fit<PlattCalibrator>(_ml.BinaryClassification.Calibrators.Platt(), s_rows);

        // Six positives and four negatives: Platt's targets are 7/8 and 1/6, and at the optimum the residuals add up to nothing.
        Assert.Equal(-0.478698, calibrator.Slope, 5);
        Assert.Equal(0, s_rows.Sum(row => calibrator.PredictProbability(row.Score) - (row.Label ? 7 / 8.0 : 1 / 6.0)), 3);
        Assert.Equal(1 / (1 + Math.Exp((calibrator.Slope * 2) + calibrator.Offset)), calibrator.PredictProbability(2), 6);
    }

    [Theory]
    [InlineData("Platt")]
    [InlineData("Fixed")]
    [InlineData("Isotonic")]
    [InlineData("Naive")]
    public void Transform_AnyCalibrator_AddsTheProbabilityOfTheScore(string kind)
    {
        var data = _ml.Data.LoadFromEnumerable(Rows(s_rows));
        var transformer = Estimator(kind).Fit(data);
        var calibrator = ((ISingleFeaturePredictionTransformer<ICalibrator>)transformer).Model;

        var scored = transformer.Transform(data);

        Assert.Equal(["Label", "Score", "Weight", "Probability"], scored.Schema.Select(column => column.Name));
        Assert.Equal(s_rows.Select(row => calibrator.PredictProbability(row.Score)), scored.Read<float>("Probability"));
    }

    [Theory]
    [InlineData("Platt")]
    [InlineData("Fixed")]
    [InlineData("Isotonic")]
    [InlineData("Naive")]
    public void Save_AnyCalibrator_LoadsWithTheSameProbabilities(string kind)
    {
        var data = _ml.Data.LoadFromEnumerable(Rows(s_rows));
        var transformer = Estimator(kind).Fit(data);
        using var stream = new MemoryStream();

        _ml.Model.Save(transformer, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);

        Assert.Equal(transformer.Transform(data).Read<float>("Probability"), loaded.Transform(data).Read<float>("Probability"));
    }

    [Fact]
    public void Isotonic_BehindAForest_KeepsTheOrderOfTheScores()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(1000));
        var pipeline = _ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 20).Append(_ml.BinaryClassification.Calibrators.Isotonic());

        var scored = pipeline.Fit(data).Transform(data);

        var byScore = scored.Read<float>("Score").Zip(scored.Read<float>("Probability")).OrderBy(row => row.First).Select(row => row.Second).ToArray();
        Assert.Equal(byScore.Order(), byScore);
        Assert.Equal(scored.Read<bool>("Label").Average(label => label ? 1.0 : 0), byScore.Average(), 0.03);
    }

    [Fact]
    public void OneVersusAll_WithIsotonic_GivesProbabilitiesThatAddUp()
    {
        var data = Keyed();
        var forest = _ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 10);
        var trainer = _ml.MulticlassClassification.Trainers.OneVersusAll(forest, calibrator: _ml.BinaryClassification.Calibrators.Isotonic());

        var model = trainer.Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var scores = model.Transform(data).Read<VBuffer<float>>("Score").Select(row => row.DenseValues().ToArray()).ToArray();
        var loaded = _ml.Model.Load(stream, out _).Transform(data).Read<VBuffer<float>>("Score").Select(row => row.DenseValues().ToArray());

        Assert.All(scores, row => Assert.Equal(1, row.Sum(), 4));
        Assert.Equal(scores, loaded);
    }

    [Fact]
    public void Fit_NoRows_Throws()
        => Assert.ThrowsAny<Exception>(() => _ml.BinaryClassification.Calibrators.Isotonic().Fit(_ml.Data.LoadFromEnumerable<ScoredLabel>([])));

    [Fact]
    public void Fit_MissingColumn_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Calibrators.Naive(scoreColumnName: "Nope").Fit(_ml.Data.LoadFromEnumerable(Rows(s_rows))));

    private static IEnumerable<ScoredLabel> Rows((float Score, bool Label)[] rows) => rows.Select(row => new ScoredLabel { Score = row.Score, Label = row.Label });

    private IEstimator<ITransformer> Estimator(string kind) => kind switch
    {
        "Platt" => _ml.BinaryClassification.Calibrators.Platt(),
        "Fixed" => _ml.BinaryClassification.Calibrators.Platt(-1.5, 0.25),
        "Isotonic" => _ml.BinaryClassification.Calibrators.Isotonic(),
        _ => _ml.BinaryClassification.Calibrators.Naive(),
    };

    private T Fit<T>(IEstimator<ITransformer> estimator, (float Score, bool Label)[] rows)
        where T : class, ICalibrator
        => ((ISingleFeaturePredictionTransformer<T>)estimator.Fit(_ml.Data.LoadFromEnumerable(Rows(rows)))).Model;

    private IDataView Keyed()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Multiclass(600));
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }
}
