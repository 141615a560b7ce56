using System.Globalization;
using System.Text;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Tests.Running;

public sealed class ModelBuilderTests
{
    private static ExperimentSettings Few(string label, ExperimentEnsemble ensemble) => ShortRun.Quick(label, 4) with { Folds = 5, Ensemble = ensemble };

    private static string Classes(int rows)
    {
        var random = new Random(3);
        var text = new StringBuilder("x,z,y\n");
        for (var i = 0; i < rows; i++)
        {
            var (x, z) = (random.NextDouble() * 3, random.NextDouble() * 3);
            text.Append(CultureInfo.InvariantCulture, $"{x:0.0000},{z:0.0000},{(random.NextDouble() < 0.15 ? random.Next(3) : (int)Math.Min(2, (x + z) / 2)) switch { 0 => "low", 1 => "mid", _ => "high" }}\n");
        }

        return text.ToString();
    }

    [Theory]
    [InlineData(ExperimentEnsemble.Auto)]
    [InlineData(ExperimentEnsemble.Greedy)]
    [InlineData(ExperimentEnsemble.Stacking)]
    [InlineData(ExperimentEnsemble.Average)]
    [InlineData(ExperimentEnsemble.None)]
    public void Build_EveryKind_ModelSurvivesItsFileAndIsScored(ExperimentEnsemble kind)
    {
        var result = ShortRun.Of(Classes(240), Few("y", kind));
        Assert.True(kind != ExperimentEnsemble.Stacking || result.Portable.Combiner is StackCombiner);
        Assert.InRange(result.ExpectedScore!.Value, 0.2, 1.0);
        Assert.InRange(result.ExpectedScoreDeviation!.Value, 0.001, 0.5);
        using var stream = new MemoryStream();
        PortableModelFile.Save(result.Portable, stream);
        stream.Position = 0;
        var table = new PortableTable(3).Set("x", [0.1f, 1.5f, 2.9f]).Set("z", [0.2f, 1.4f, 2.8f]);
        Assert.Equal(result.Portable.Predict(table).Scores.Values, PortableModelFile.Load(stream).Predict(table).Scores.Values);
        Assert.Equal(["low", "mid", "high"], Enumerable.Range(0, 3).Select(row => result.Portable.Label.Classes[result.Portable.Predict(table).PredictedClass(row)]));
        using var onnx = new MemoryStream();
        OnnxExport.Write(result.Portable, onnx);
        Assert.True(onnx.Length > 0);
    }

    [Fact]
    public void Build_ForAccuracyOfARareClass_DecidesByTheThresholdOfTheJudgedRows()
    {
        var random = new Random(4);
        var text = new StringBuilder("x,y\n");
        for (var i = 0; i < 500; i++)
        {
            var x = random.NextDouble();
            text.Append(CultureInfo.InvariantCulture, $"{x:0.0000},{(random.NextDouble() < x * x ? 1 : 0)}\n");
        }

        var result = ShortRun.Of(text.ToString(), Few("y", ExperimentEnsemble.Greedy) with { Metric = TuningMetric.Accuracy });
        float[] points = [.. Enumerable.Range(0, 100).Select(i => i / 100f)];
        var predicted = result.Portable.Predict(new PortableTable(100).Set("x", points));
        Assert.InRange(result.Details.Threshold, 0.3f, 0.7f);
        Assert.All(
            Enumerable.Range(0, 100).Where(row => Math.Abs(predicted.Probabilities![row] - result.Details.Threshold) > 1e-3),
            row => Assert.Equal(predicted.Probabilities![row] > result.Details.Threshold ? 1 : 0, predicted.PredictedClass(row)));
    }

    [Fact]
    public void Settings_UnknownCalibration_SaysWhatIsAllowed() => Assert.Contains(
        nameof(CalibrationMethod.Isotonic), Assert.Throws<ArgumentException>(() => new ExperimentSettings { Calibration = (CalibrationMethod)9 }.Validate()).Message);
}
