using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Benchmarks.NetworksQuality;

/// <summary>Fits one network as its preset says, on one thread, and scores the test rows.</summary>
internal static class QualityNetwork
{
    // What estimators set aside where nothing else is asked for.
    private static readonly double ValidationShare = new DenseNetworkOptions().ValidationFraction;

    /// <summary>Networks of <see cref="QualityModel.EightRealMlpPle"/>.</summary>
    public const int Eight = 8;

    /// <param name="table">The file.</param>
    /// <param name="split">Which split.</param>
    /// <param name="model">The preset.</param>
    /// <param name="member">Which of eight.</param>
    /// <param name="clock">The engine's clock.</param>
    /// <returns>Probabilities (one of class 1, or one per class) or values.</returns>
    public static float[] Score(QualityTable table, int split, QualityModel model, int member, TimeProvider clock)
    {
        var (rows, test) = table.Split(split);
        var (train, validation) = SetAside(rows, table.File.Task, model == QualityModel.EightRealMlpPle ? 1.0 / Eight : ValidationShare, member);
        var encoder = TableEncoder.Fit(train.Features, new TableEncoderOptions { Kinds = table.Kinds, Scaling = ScalingOf(model) });
        var (spec, options) = RecipeOf(model, table.File.Task, encoder.Inputs, table.Outputs);
        using var session = new ManagedEngine(clock).Start(spec, options with { Seed = member }, Encoded(train, encoder), Encoded(validation, encoder));
        while (!session.IsFinished)
        {
            session.RunEpoch();
        }

        return Predict(new NetworkPredictor(session.CreateModel(), encoder), test.Features);
    }

    private static float[] Predict(NetworkPredictor predictor, FloatMatrix features)
    {
        var scores = new float[features.Rows * predictor.Outputs];
        var probabilities = new float[predictor.Network.Spec.Task == PredictionTask.Binary ? features.Rows : 0];
        predictor.Predict(features, scores, probabilities);
        return probabilities.Length > 0 ? probabilities : scores;
    }

    private static FeatureScaling ScalingOf(QualityModel model) => model switch
    {
        QualityModel.Simple => FeatureScaling.MeanVariance,
        QualityModel.RealMlp => FeatureScaling.RobustSmoothClip,
        _ => FeatureScaling.QuantileNormal,
    };

    private static NetworkRecipe RecipeOf(QualityModel model, PredictionTask task, NetworkInputs inputs, int outputs) => model switch
    {
        QualityModel.Simple => NetworkRecipe.Simple(task, inputs, outputs),
        QualityModel.TabM => NetworkRecipe.TabM(task, inputs, outputs),
        QualityModel.RealMlp => NetworkRecipe.RealMlp(task, inputs, outputs),
        _ => NetworkRecipe.RealMlpPle(task, inputs, outputs),
    };

    private static TrainingData Encoded(TrainingData data, TableEncoder encoder) => new(encoder.Transform(data.Features), data.Labels);

    /// <summary>Sets a share of the rows aside, each class in its share; members' parts are the same but for which of them is set aside.</summary>
    private static (TrainingData Train, TrainingData Validation) SetAside(TrainingData rows, PredictionTask task, double share, int member)
    {
        var order = Enumerable.Range(0, rows.Rows).ToArray();
        new Random(1).Shuffle(order);
        if (task != PredictionTask.Regression)
        {
            order = [.. order.OrderBy(row => rows.Labels[row])];
        }

        var sides = Enumerable.Range(0, order.Length).ToLookup(i => Math.Floor((i + 1 + member) * share) > Math.Floor((i + member) * share), i => order[i]);
        return (rows.Select([.. sides[false]]), rows.Select([.. sides[true]]));
    }
}
