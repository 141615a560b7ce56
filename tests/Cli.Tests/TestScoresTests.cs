using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli.Tests;

public sealed class TestScoresTests
{
    [Fact]
    public void Of_AModelWithAThresholdOfItsOwn_CountsTheClassesThatItAnswers()
    {
        // All four are answered as class 1, though two are below one half.
        var rows = new LabelledPredictions(new PortableLabel { Task = PredictionTask.Binary, Name = "y", Classes = ["no", "yes"] }, new FloatMatrix(4, 1, [0.3f, 0.4f, 0.6f, 0.9f]), [1, 1, 1, 1], [0, 1, 1, 1], 5);
        Assert.Equal("accuracy=0.7500 auc=1.0000 logloss=0.4723 (4 of 5 rows have a label)", TestScores.Of(rows));
    }

    [Fact]
    public void Of_AModelWithWeightsOfClasses_CountsTheClassesThatItAnswers()
    {
        var label = new PortableLabel { Task = PredictionTask.Multiclass, Name = "y", Classes = ["a", "b", "c"], DecisionWeights = [1, 1, 3] };
        var rows = new LabelledPredictions(label, new FloatMatrix(2, 3, [0.5f, 0.2f, 0.3f, 0.6f, 0.3f, 0.1f]), [2, 0], [2, 0], 2);
        Assert.StartsWith("accuracy=1.0000 ", TestScores.Of(rows), StringComparison.Ordinal);
    }
}
