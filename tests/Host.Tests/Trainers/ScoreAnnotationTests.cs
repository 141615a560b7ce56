using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Trainers;

public sealed class ScoreAnnotationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Binary_Calibrated_AnnotationsInOrder()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Binary(100));
        var schema = _ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 2).Fit(data).Transform(data).Schema;

        Assert.Equal(["ScoreColumnKind", "ScoreValueKind", "ScoreColumnSetId"], Names(schema["PredictedLabel"]));
        Assert.Equal(["ScoreColumnKind", "ScoreColumnSetId", "ScoreValueKind"], Names(schema["Score"]));
        Assert.Equal(["ScoreColumnKind", "ScoreColumnSetId", "IsNormalized", "ScoreValueKind"], Names(schema["Probability"]));
        Assert.Equal("BinaryClassification", schema["Score"].Text("ScoreColumnKind"));
        Assert.Equal("Probability", schema["Probability"].Text("ScoreValueKind"));
    }

    [Fact]
    public void Multiclass_TextClasses_AnnotationsInOrder()
    {
        var rows = _ml.Data.LoadFromEnumerable(SampleRows.Multiclass(200));
        var data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
        var schema = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(data).Transform(data).Schema;

        Assert.Equal(["ScoreColumnKind", "ScoreValueKind", "KeyValues", "ScoreColumnSetId"], Names(schema["PredictedLabel"]));
        Assert.Equal(["ScoreColumnKind", "ScoreColumnSetId", "ScoreValueKind", "TrainingLabelValues", "SlotNames"], Names(schema["Score"]));
    }

    [Fact]
    public void Regression_Score_AnnotationsInOrder()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(100));
        var schema = _ml.Regression.Trainers.FastTree(numberOfTrees: 2).Fit(data).Transform(data).Schema;

        Assert.Equal(["ScoreColumnSetId", "ScoreColumnKind", "ScoreValueKind"], Names(schema["Score"]));
        Assert.Equal("Regression", schema["Score"].Text("ScoreColumnKind"));
    }

    [Fact]
    public void TwoPredictors_SecondHasTheNextSetNumber()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(100));
        var model = _ml.Regression.Trainers.FastTree(numberOfTrees: 2).Fit(data);

        var schema = model.Transform(model.Transform(data)).Schema;

        uint id = 0;
        schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref id);
        Assert.Equal(2u, id);
    }

    [Fact]
    public void Transform_FeaturesOfAnotherSize_Throws()
    {
        var data = _ml.Data.LoadFromEnumerable(SampleRows.Regression(100));
        var model = _ml.Regression.Trainers.FastTree(numberOfTrees: 2).Fit(data);
        var wider = _ml.Transforms.Concatenate("Features", "Features", "Label").Fit(data).Transform(data);

        Assert.Throws<InvalidOperationException>(() => model.Transform(wider));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(_ml.Transforms.DropColumns("Features").Fit(data).Transform(data)));
    }

    private static IEnumerable<string> Names(DataViewSchema.Column column) => column.Annotations.Schema.Select(annotation => annotation.Name);
}
