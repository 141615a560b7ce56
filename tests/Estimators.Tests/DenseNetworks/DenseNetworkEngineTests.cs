using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Estimators.Tests.DenseNetworks;

public sealed class DenseNetworkEngineTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Fit_EngineGiven_TrainsOnIt()
    {
        var engine = new Counting();
        var data = Samples.View(_ml);
        var given = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick with { Engine = engine }).Fit(data);
        Assert.Equal(1, engine.Sessions);
        var own = _ml.Regression.Trainers.DenseNetwork("Value", options: Samples.Quick).Fit(data);
        Assert.Equal(Scores(own.Transform(data)), Scores(given.Transform(data)));
    }

    private static float[] Scores(IDataView rows) => [.. rows.GetColumn<float>("Score")];

    private sealed class Counting : IEngine
    {
        private readonly ManagedEngine _inner = new();

        public string Name => "counting";

        public int Sessions { get; private set; }

        public TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation)
        {
            Sessions++;
            return _inner.Start(spec, options, train, validation);
        }
    }
}
