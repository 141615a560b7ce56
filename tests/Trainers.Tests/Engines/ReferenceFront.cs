using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>What comes before the first block, and the wide part, in double.</summary>
internal static class ReferenceFront
{
    public static double[] Of(NetworkWeights weights, double[] values, double[] features)
    {
        var spec = weights.Spec;
        var result = new List<double>();
        for (var i = 0; i < spec.EmbeddedInputs; i++)
        {
            result.AddRange(Embed(weights, values, i, features[i]));
        }

        result.AddRange(features[spec.EmbeddedInputs..spec.PlainColumns]);
        var level = 0;
        for (var i = 0; i < spec.Categories.Count; i++)
        {
            var row = level + (int)features[spec.PlainColumns + i];
            result.AddRange(Enumerable.Range(0, spec.CategoryWidth).Select(d => At(weights, values, TensorKind.Categories, row, d)));
            level += spec.Categories[i];
        }

        return spec.FrontScale ? [.. result.Select((v, i) => v * At(weights, values, TensorKind.FrontScale, 0, i))] : [.. result];
    }

    public static void AddWide(NetworkWeights weights, double[] values, double[] features, double[] outputs)
    {
        var spec = weights.Spec;
        var wide = features[..spec.PlainColumns].Concat(spec.Crosses.Select(pair => features[pair.First] * features[pair.Second])).ToArray();
        var tensor = Array.Find(weights.Layout, t => t.Layer == spec.Blocks.Count + 1 && t.Kind == TensorKind.Weights);
        var levels = Array.Find(weights.Layout, t => t.Kind == TensorKind.WideCategories);
        for (var j = 0; j < outputs.Length; j++)
        {
            for (var i = 0; i < wide.Length; i++)
            {
                outputs[j] += wide[i] * values[tensor.Offset + (i * tensor.Columns) + j];
            }

            var level = 0;
            for (var i = 0; i < spec.Categories.Count; i++)
            {
                outputs[j] += values[levels.Offset + ((level + (int)features[spec.PlainColumns + i]) * levels.Columns) + j];
                level += spec.Categories[i];
            }
        }
    }

    private static IEnumerable<double> Embed(NetworkWeights weights, double[] values, int input, double x)
    {
        var spec = weights.Spec.NumericEmbedding!;
        var components = Components(weights, values, input, x).ToArray();
        for (var d = 0; d < spec.Width; d++)
        {
            var sum = At(weights, values, TensorKind.EmbeddingBias, input, d);
            if (!spec.IsPeriodic)
            {
                sum += x * At(weights, values, TensorKind.EmbeddingInput, input, d);
            }

            for (var c = 0; c < components.Length; c++)
            {
                sum += components[c] * At(weights, values, TensorKind.EmbeddingWeights, (input * components.Length) + c, d);
            }

            yield return spec.Rectifies ? Math.Max(0, sum) : sum;
        }

        if (spec.KeepsInput)
        {
            yield return x;
        }
    }

    private static IEnumerable<double> Components(NetworkWeights weights, double[] values, int input, double x)
    {
        var spec = weights.Spec.NumericEmbedding!;
        if (!spec.IsPeriodic)
        {
            for (var b = 0; b < spec.Bins; b++)
            {
                var low = At(weights, values, TensorKind.Edges, input, b);
                var high = At(weights, values, TensorKind.Edges, input, b + 1);
                yield return high > low ? Math.Clamp((x - low) / (high - low), 0, 1) : 0;
            }

            yield break;
        }

        foreach (var isSine in spec.Kind == NumericEmbeddingKind.Periodic ? new[] { false, true } : [false])
        {
            for (var f = 0; f < spec.Frequencies; f++)
            {
                var angle = 2 * Math.PI * At(weights, values, TensorKind.Frequencies, input, f) * x;
                angle += spec.Kind == NumericEmbeddingKind.PeriodicPhase ? At(weights, values, TensorKind.Phases, input, f) : 0;
                yield return isSine ? Math.Sin(angle) : Math.Cos(angle);
            }
        }
    }

    private static double At(NetworkWeights weights, double[] values, TensorKind kind, int row, int column)
    {
        var tensor = Array.Find(weights.Layout, t => t.Layer == TensorLayout.Front && t.Kind == kind);
        return values[tensor.Offset + (row * tensor.Columns) + column];
    }
}
