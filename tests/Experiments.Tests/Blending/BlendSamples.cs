using MLNetTuning.Experiments.Blending;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Tests.Blending;

/// <summary>Made-up predictions of made-up models.</summary>
internal static class BlendSamples
{
    private const int Folds = 5;

    public static BlendRows Rows(PredictionTask task, FloatMatrix[] predictions, float[] labels, params int[] logarithms) =>
        new(task, predictions, labels, [.. Enumerable.Range(0, labels.Length).Select(row => row % Folds)])
        {
            LearntLogarithm = [.. predictions.Select((_, model) => logarithms.Contains(model))],
        };

    public static FloatMatrix Column(IEnumerable<double> values)
    {
        float[] all = [.. values.Select(value => (float)value)];
        return new FloatMatrix(all.Length, 1, all);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double Curve(double score) => 1 / (1 + Math.Exp(-score));

    /// <summary>Labels drawn by the true log odds, and models that see them with noise of their own, times a factor.</summary>
    public static BlendRows Binary(int rows, double[] factors, double noise, int seed)
    {
        var random = new Random(seed);
        double[] truth = [.. Enumerable.Range(0, rows).Select(_ => 2 * Normal(random))];
        float[] labels = [.. truth.Select(score => random.NextDouble() < Curve(score) ? 1f : 0f)];
        return Rows(PredictionTask.Binary, [.. factors.Select(factor => Column(truth.Select(score => Curve(factor * (score + (noise * Normal(random)))))))], labels);
    }

    /// <summary>Three classes: models that see the true scores with noise of their own, times a factor. What is added to the scores makes classes common or rare.</summary>
    public static BlendRows Multiclass(int rows, double[] factors, double noise, int seed, params double[] added)
    {
        const int Classes = 3;
        var random = new Random(seed);
        double[][] truth = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, Classes).Select(k => (2 * Normal(random)) + added.ElementAtOrDefault(k)).ToArray())];
        float[] labels = [.. truth.Select(scores => (float)Draw(Softmax(scores), random))];
        return Rows(PredictionTask.Multiclass, [.. factors.Select(factor =>
            new FloatMatrix(rows, Classes, [.. truth.SelectMany(scores => Softmax([.. scores.Select(score => factor * (score + (noise * Normal(random))))]))]))], labels);
    }

    private static float[] Softmax(double[] scores)
    {
        var sum = scores.Sum(Math.Exp);
        return [.. scores.Select(score => (float)(Math.Exp(score) / sum))];
    }

    private static int Draw(float[] probabilities, Random random)
    {
        var (left, picked) = (random.NextDouble(), 0);
        while (picked < probabilities.Length - 1 && left > probabilities[picked])
        {
            left -= probabilities[picked++];
        }

        return picked;
    }
}
