using System.Runtime.InteropServices;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Benchmarks.Linear;

/// <summary>One fit that is timed beside the peer's.</summary>
/// <param name="Kind">logistic, softmax, poisson or ridge.</param>
/// <param name="Rows">Rows of the data.</param>
/// <param name="Columns">Features.</param>
/// <param name="Outputs">Classes of softmax, else 1.</param>
/// <param name="Repeats">Fits per measurement; the median counts.</param>
internal sealed record LinearCase(string Kind, int Rows, int Columns, int Outputs, int Repeats)
{
    private const double L2 = 1;

    public string Name => FormattableString.Invariant($"{Kind}, {Rows:N0} x {Columns}{(Outputs > 1 ? $", {Outputs} classes" : string.Empty)}");

    /// <summary>What the peer's script is asked.</summary>
    public string Request(string path, int threads) => FormattableString.Invariant($"{Kind} {threads} {Repeats} {L2} {Rows} {Columns} {Outputs} 0 {path}");

    /// <summary>Median seconds of a fit and the mean objective it ends at.</summary>
    public (double Seconds, double Objective) Measure(BenchmarkContext context, TrainingData data, int threads)
    {
        var options = new LinearOptions { L1 = 0, L2 = L2, Threads = threads };
        LinearModel? model = null;
        var seconds = Enumerable.Range(0, Repeats).Select(_ => context.Time(() => model = Fit(options, data))).ToArray();
        return (BenchmarkContext.Median(seconds), Objective(model!, data));
    }

    /// <summary>Normal features, some of them dull or of another size, and labels drawn from a linear model.</summary>
    public TrainingData MakeData()
    {
        var random = new Random(1);
        var features = new FloatMatrix(Rows, Columns);
        var labels = new float[Rows];
        var truth = Enumerable.Range(0, Columns * Outputs).Select(i => (i % Columns) % 3 == 2 ? 0 : Normal(random) / Math.Sqrt(Columns)).ToArray();
        var scores = new double[Outputs];
        for (var i = 0; i < Rows; i++)
        {
            var row = features.Row(i);
            for (var j = 0; j < Columns; j++)
            {
                row[j] = (float)(Normal(random) + (j % 5 == 0 ? 1 : 0));
            }

            for (var k = 0; k < Outputs; k++)
            {
                scores[k] = 0;
                for (var j = 0; j < Columns; j++)
                {
                    scores[k] += truth[(k * Columns) + j] * row[j];
                }
            }

            labels[i] = Label(scores, random);
        }

        return new TrainingData(features, labels);
    }

    /// <summary>Rows of features and label as raw floats, which NumPy reads at once.</summary>
    public static void Write(TrainingData data, string path)
    {
        using var file = File.Create(path, 1 << 20);
        for (var i = 0; i < data.Rows; i++)
        {
            file.Write(MemoryMarshal.AsBytes(data.Features.Row(i)));
            file.Write(MemoryMarshal.AsBytes(data.Labels.AsSpan(i, 1)));
        }
    }

    private LinearModel Fit(LinearOptions options, TrainingData data) => Kind switch
    {
        "logistic" => LogisticRegression.Fit(options, data),
        "softmax" => SoftmaxRegression.Fit(options, Outputs, data),
        "poisson" => PoissonRegression.Fit(options, data),
        _ => RidgeRegression.Fit(options, data),
    };

    private float Label(double[] scores, Random random) => Kind switch
    {
        "logistic" => random.NextDouble() < 1 / (1 + Math.Exp(-scores[0])) ? 1 : 0,
        "softmax" => Array.IndexOf(scores, scores.Max()) is var best && random.Next(4) > 0 ? best : random.Next(Outputs),
        "poisson" => (float)Math.Floor(Math.Exp(scores[0]) * 2 * random.NextDouble()),
        _ => (float)(scores[0] + Normal(random)),
    };

    private double Objective(LinearModel model, TrainingData data)
    {
        double sum = L2 / 2 * model.Weights.Sum(w => (double)w * w);
        var scores = new double[Outputs];
        for (var i = 0; i < data.Rows; i++)
        {
            var row = data.Features.Row(i);
            for (var k = 0; k < Outputs; k++)
            {
                scores[k] = model.Biases[k];
                for (var j = 0; j < Columns; j++)
                {
                    scores[k] += (double)model.Weights[(k * Columns) + j] * row[j];
                }
            }

            sum += Loss(scores, data.Labels[i]);
        }

        return sum / data.Rows;
    }

    private double Loss(double[] scores, float label) => Kind switch
    {
        "logistic" => Math.Max(scores[0], 0) + Math.Log(1 + Math.Exp(-Math.Abs(scores[0]))) - (label * scores[0]),
        "softmax" => scores.Max() + Math.Log(scores.Sum(s => Math.Exp(s - scores.Max()))) - scores[(int)label],
        "poisson" => Math.Exp(scores[0]) - (label * scores[0]),
        _ => (scores[0] - label) * (scores[0] - label) / 2,
    };

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
