using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Benchmarks.Networks;

/// <summary>One thing measured: a network, a batch size, training or prediction.</summary>
/// <param name="Sizes">Inputs, widths and outputs.</param>
/// <param name="Batch">Rows of a step; for prediction, rows the peer scores at once.</param>
/// <param name="Rows">Rows of the data; a multiple of the batch, as the peer leaves out a rest.</param>
/// <param name="Target">The ratio aimed at.</param>
/// <param name="Predicts">Whether prediction is measured instead of training.</param>
/// <param name="IsRealMlp">Whether the network is RealMLP's, with its own training, instead of a plain one.</param>
internal sealed record NetworkCase(int[] Sizes, int Batch, int Rows, double Target, bool Predicts = false, bool IsRealMlp = false)
{
    private const int Repeats = 3;

    public string Name => IsRealMlp ? $"training RealMLP, {Rows:N0} x {Sizes[0]}"
        : Predicts ? $"prediction {string.Join('-', Sizes)}, {Rows:N0} rows"
        : $"training {string.Join('-', Sizes)}, batch {Batch}";

    /// <summary>What the peer's script is asked.</summary>
    public string Request(string path, int threads) =>
        FormattableString.Invariant($"{path} {(IsRealMlp ? "realmlp" : Predicts ? "predict" : "train")} {threads} {Batch} {Repeats} {string.Join(' ', Sizes)}");

    /// <summary>Samples per second of the best repeat, as the peer counts.</summary>
    public double Measure(BenchmarkContext context, TrainingData data, int threads)
    {
        var (spec, options) = Recipe();
        options = options with { Epochs = Repeats, BatchSize = Batch, Seed = 1, Threads = threads };
        using var session = new ManagedEngine(context.Clock).Start(spec, options, data, null);
        var best = double.PositiveInfinity;
        if (!Predicts)
        {
            while (!session.IsFinished)
            {
                best = Math.Min(best, session.RunEpoch().Seconds);
            }

            return Rows / best;
        }

        var model = session.CreateModel();
        var outputs = new float[Rows * Sizes[^1]];
        for (var i = 0; i < Repeats; i++)
        {
            best = Math.Min(best, context.Time(() => model.Predict(data.Features, outputs, threads)));
        }

        return Rows / best;
    }

    /// <summary>Network and training, but for epochs, batch, seed and threads.</summary>
    public NetworkRecipe Recipe() => IsRealMlp ? NetworkRecipe.RealMlp(PredictionTask.Binary, NetworkInputs.Numeric(Sizes[0]), 1) : Plain();

    private NetworkRecipe Plain() => new(
        NetworkSpec.Dense(Sizes[^1] == 1 ? PredictionTask.Binary : PredictionTask.Multiclass, Sizes[0], Sizes[^1], Sizes[1..^1], dropout: 0.2f),
        new TrainingOptions
        {
            Optimizer = OptimizerKind.Adam,
            LearningRate = 0.001f,
            WeightDecay = 0,
            Schedule = LearningRateSchedule.Constant,
        });

    /// <summary>Uniform features of variance 1 and labels from a curved rule.</summary>
    public TrainingData MakeData()
    {
        var random = new Random(1);
        var features = new FloatMatrix(Rows, Sizes[0]);
        var labels = new float[Rows];
        var classes = Math.Max(2, Sizes[^1]);
        for (var i = 0; i < Rows; i++)
        {
            var row = features.Row(i);
            foreach (ref var value in row)
            {
                value = (float)((2 * random.NextDouble()) - 1) * 1.7f;
            }

            labels[i] = Math.Clamp((int)(((row[0] * row[1]) + row[2] + 3) / 6 * classes), 0, classes - 1);
        }

        return new TrainingData(features, labels);
    }
}
