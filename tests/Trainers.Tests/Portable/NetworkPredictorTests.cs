using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Tests.Engines;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Portable;

public class NetworkPredictorTests
{
    [Fact]
    public void Load_OfATableAndMembers_ScoresTheSame()
    {
        var data = Samples.Make(PredictionTask.Binary, 200, 4);
        for (var row = 0; row < data.Rows; row++)
        {
            data.Features.Row(row)[3] = row % 12;
            data.Features.Row(row)[0] = row % 9 == 0 ? float.NaN : data.Features.Row(row)[0];
        }

        var table = TableEncoder.Fit(data.Features, new TableEncoderOptions { Kinds = [ColumnKind.Auto, ColumnKind.Auto, ColumnKind.Auto, ColumnKind.Category] });
        var recipe = NetworkRecipe.TabM(PredictionTask.Binary, table.Inputs, 1);
        var spec = recipe.Spec with { Members = 3, Blocks = [recipe.Spec.Blocks[0] with { Width = 12 }] };
        using var session = new ManagedEngine().Start(spec, recipe.Training with { Epochs = 1, Patience = 0 }, new TrainingData(table.Transform(data.Features), data.Labels), null);
        session.RunTo(1);
        var predictor = new NetworkPredictor(session.CreateModel(), table);
        Assert.Equal(4, predictor.Inputs);
        using var stream = new MemoryStream();
        predictor.Save(stream);
        var loaded = NetworkPredictor.Load(stream.ToArray(), PortableLink.Logistic());
        float[] expected = new float[200], actual = new float[200];
        predictor.Score(data.Features, expected);
        loaded.Score(data.Features, actual);
        Assert.Equal(expected, actual);
        Assert.Contains("has 4 inputs", Assert.Throws<ArgumentException>(() => new NetworkPredictor(Plain(), table)).Message);
    }

    private static NetworkModel Plain()
    {
        using var session = new ManagedEngine().Start(Samples.Spec(PredictionTask.Binary, 4, 3), new TrainingOptions(), Samples.Make(PredictionTask.Binary, 30, 4), null);
        return session.CreateModel();
    }
}
