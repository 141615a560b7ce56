using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Linear;

namespace MLNetTuning.Benchmarks.Linear;

/// <summary>One fit that is timed beside the peer's.</summary>
/// <param name="Kind">logistic, softmax, poisson or ridge.</param>
/// <param name="Rows">Rows of the data.</param>
/// <param name="Columns">Features.</param>
/// <param name="Outputs">Classes of softmax, else 1.</param>
/// <param name="Repeats">Fits per measurement; the median counts.</param>
/// <param name="NonZeros">Values stored per row of sparse data; 0 for dense data.</param>
internal sealed record LinearCase(string Kind, int Rows, int Columns, int Outputs, int Repeats, int NonZeros = 0)
{
    private const double L2 = 1;

    public string Name => FormattableString.Invariant($"{Kind}, {Rows:N0} x {Columns}{(Outputs > 1 ? $", {Outputs} classes" : string.Empty)}{(NonZeros > 0 ? $", {NonZeros} not zero" : string.Empty)}");

    /// <summary>What the peer's script is asked.</summary>
    public string Request(string path, int threads) => FormattableString.Invariant($"{Kind} {threads} {Repeats} {L2} {Rows} {Columns} {Outputs} {NonZeros} {path}");

    /// <summary>Median seconds of a fit and the mean objective it ends at.</summary>
    public (double Seconds, double Objective) Measure(BenchmarkContext context, TrainingData data, int threads)
    {
        var options = new LinearOptions { L1 = 0, L2 = L2, Threads = threads };
        LinearModel? model = null;
        var seconds = Enumerable.Range(0, Repeats).Select(_ => context.Time(() => model = Fit(options, data))).ToArray();
        return (BenchmarkContext.Median(seconds), Objective(model!, data));
    }

    /// <summary>Normal features, some of them dull or off centre, and labels drawn from a linear model.</summary>
    public TrainingData MakeData()
    {
        var random = new Random(1);
        var stored = NonZeros > 0 ? NonZeros : Columns;
        var values = new float[Rows * stored];
        var indexes = new int[NonZeros > 0 ? values.Length : 0];
        var labels = new float[Rows];
        var truth = Enumerable.Range(0, Columns * Outputs).Select(i => (i % Columns) % 3 == 2 ? 0 : Normal(random) / Math.Sqrt(stored)).ToArray();
        var scores = new double[Outputs];
        for (var i = 0; i < Rows; i++)
        {
            Array.Clear(scores);
            for (var n = 0; n < stored; n++)
            {
                // One column of each of as many equal ranges, low ones of a range more often than high ones.
                var width = Columns / stored;
                var j = (n * width) + (int)(width * Math.Pow(random.NextDouble(), 3));
                values[(i * stored) + n] = (float)(Normal(random) + (j % 5 == 0 ? 1 : 0));
                for (var k = 0; k < Outputs; k++)
                {
                    scores[k] += truth[(k * Columns) + j] * values[(i * stored) + n];
                }

                if (NonZeros > 0)
                {
                    indexes[(i * stored) + n] = j;
                }
            }

            labels[i] = Label(scores, random);
        }

        var starts = Enumerable.Range(0, Rows + 1).Select(i => i * stored).ToArray();
        return NonZeros > 0
            ? new TrainingData(new SparseMatrix(Columns, starts, indexes, values), labels)
            : new TrainingData(new FloatMatrix(Rows, Columns, values), labels);
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
        var scores = new float[Rows * Outputs];
        if (data.Compressed is { } sparse)
        {
            model.Predict(sparse.Stored, scores);
        }
        else
        {
            model.Predict(data.Features, scores);
        }

        for (var i = 0; i < Rows; i++)
        {
            sum += Loss(Array.ConvertAll(scores[(i * Outputs)..((i + 1) * Outputs)], s => (double)s), data.Labels[i]);
        }

        return sum / Rows;
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
