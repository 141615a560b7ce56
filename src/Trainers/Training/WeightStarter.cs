using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Training;

/// <summary>The weights training starts from; every array has a random stream of its own. What goes by training rows is left to <see cref="Engines.Managed.DataStarter"/>.</summary>
internal sealed class WeightStarter(NetworkWeights weights, TrainingOptions options)
{
    private readonly NetworkSpec _spec = weights.Spec;

    /// <param name="headBias">[in] The head's biases, or empty for what <see cref="TrainingOptions.BiasStart"/> says.</param>
    public void Fill(ReadOnlySpan<float> headBias)
    {
        for (var i = 0; i < weights.Layout.Length; i++)
        {
            var tensor = weights.Layout[i];
            var random = SeededRandom.For(options.Seed, RandomUse.Weights, i);
            if (tensor.Layer == _spec.Blocks.Count && tensor.Kind == TensorKind.Bias && headBias.Length > 0)
            {
                Repeat(headBias, weights[tensor]);
            }
            else
            {
                Fill(tensor, weights[tensor], random);
            }
        }
    }

    private static void Uniform(Span<float> values, double limit, SeededRandom random)
    {
        foreach (ref var value in values)
        {
            value = (float)(((2 * random.NextDouble()) - 1) * limit);
        }
    }

    private static void Normal(Span<float> values, double deviation, SeededRandom random)
    {
        foreach (ref var value in values)
        {
            value = (float)(random.NextNormal() * deviation);
        }
    }

    private static void Repeat(ReadOnlySpan<float> row, Span<float> rows)
    {
        for (var start = 0; start < rows.Length; start += row.Length)
        {
            row.CopyTo(rows[start..]);
        }
    }

    private void Fill(in TensorLayout tensor, Span<float> values, SeededRandom random)
    {
        switch (tensor.Kind)
        {
            case TensorKind.Weights when tensor.Layer <= _spec.Blocks.Count:
                FillMatrices(tensor, values, random);
                break;
            case TensorKind.Bias when options.BiasStart == BiasStartKind.Uniform:
                FillBias(tensor, values, random);
                break;
            case TensorKind.Gamma or TensorKind.RunningVariance or TensorKind.Slopes or TensorKind.FrontScale or TensorKind.OutputScale:
                values.Fill(1);
                break;
            case TensorKind.InputScale:
                FillFactors(tensor, values, random);
                break;
            case TensorKind.Categories:
                Normal(values, 1, random);
                break;
            case TensorKind.Frequencies or TensorKind.Phases or TensorKind.EmbeddingWeights or TensorKind.EmbeddingBias or TensorKind.EmbeddingInput:
                FillEmbedding(tensor.Kind, values, random);
                break;
            default:
                values.Clear();
                break;
        }
    }

    private void FillEmbedding(TensorKind kind, Span<float> values, SeededRandom random)
    {
        var embedding = _spec.NumericEmbedding!;
        switch (kind)
        {
            case TensorKind.Frequencies:
                Normal(values, embedding.Sigma, random);
                break;
            case TensorKind.Phases:
                Uniform(values, Math.PI, random);
                break;
            case TensorKind.EmbeddingWeights when !embedding.IsPeriodic:
                values.Clear();
                break;
            default:
                // Linear layers of rtdl_num_embeddings: by the inputs of the map, or by its width where the input is one number.
                Uniform(values, 1 / Math.Sqrt(embedding.IsPeriodic ? embedding.Components : embedding.Width), random);
                break;
        }
    }

    private void FillMatrices(in TensorLayout tensor, Span<float> values, SeededRandom random)
    {
        var isHead = tensor.Layer == _spec.Blocks.Count;
        if (isHead && options.StartsHeadAtZero)
        {
            values.Clear();
            return;
        }

        var matrices = isHead ? _spec.Members : _spec.Matrices;
        var inputs = tensor.Rows / matrices;
        for (var i = 0; i < matrices; i++)
        {
            var matrix = values.Slice(i * inputs * tensor.Columns, inputs * tensor.Columns);
            var stream = matrices == 1 ? random : new SeededRandom(random.Next());
            FillMatrix(matrix, (inputs, tensor.Columns), KindOf(tensor.Layer), stream);
        }
    }

    private WeightStartKind KindOf(int layer)
    {
        if (options.WeightStart != WeightStartKind.Default)
        {
            return options.WeightStart;
        }

        return layer == _spec.Blocks.Count ? WeightStartKind.Uniform : _spec.Blocks[layer].Activation switch
        {
            Activation.Selu or Activation.Identity => WeightStartKind.LeCunNormal,
            Activation.Tanh or Activation.Sigmoid => WeightStartKind.XavierNormal,
            _ => WeightStartKind.HeNormal,
        };
    }

    private static void FillMatrix(Span<float> values, (int Inputs, int Outputs) size, WeightStartKind kind, SeededRandom random)
    {
        var (n, m) = ((double)size.Inputs, (double)size.Outputs);
        switch (kind)
        {
            case WeightStartKind.HeNormal:
                Normal(values, Math.Sqrt(2 / n), random);
                break;
            case WeightStartKind.HeUniform:
                Uniform(values, Math.Sqrt(6 / n), random);
                break;
            case WeightStartKind.XavierNormal:
                Normal(values, Math.Sqrt(2 / (n + m)), random);
                break;
            case WeightStartKind.XavierUniform:
                Uniform(values, Math.Sqrt(6 / (n + m)), random);
                break;
            case WeightStartKind.LeCunUniform:
                Uniform(values, Math.Sqrt(3 / n), random);
                break;
            case WeightStartKind.Uniform:
                Uniform(values, Math.Sqrt(1 / n), random);
                break;
            case WeightStartKind.Orthogonal:
                Normal(values, 1, random);
                Orthogonaliser.Apply(values, size.Inputs, size.Outputs);
                break;
            default:
                Normal(values, Math.Sqrt(1 / n), random);
                break;
        }
    }

    private void FillBias(in TensorLayout tensor, Span<float> values, SeededRandom random)
    {
        var layer = tensor.Layer;
        var inputs = layer == 0 ? _spec.FrontWidth : _spec.Blocks[layer - 1].Width;
        var row = values[..tensor.Columns];
        Uniform(row, 1 / Math.Sqrt(inputs), random);
        if (layer < _spec.Blocks.Count && _spec.Ensemble == EnsembleKind.TabM)
        {
            Repeat(row, values);
        }
        else
        {
            Uniform(values, 1 / Math.Sqrt(inputs), random);
        }
    }

    /// <summary>TabM's start: only the first layer's input factors are random, one number for all of a feature's components.</summary>
    private void FillFactors(in TensorLayout tensor, Span<float> values, SeededRandom random)
    {
        if (tensor.Layer > 0)
        {
            values.Fill(1);
            return;
        }

        var embedded = _spec.EmbeddedInputs;
        var width = _spec.NumericEmbedding?.OutputWidth ?? 1;
        for (var i = 0; i < values.Length; i++)
        {
            var column = i % tensor.Columns;
            var continues = column < embedded * width ? column % width > 0 : IsInsideCategory(column);
            if (continues)
            {
                values[i] = values[i - 1];
            }
            else if (embedded > 0)
            {
                values[i] = (float)random.NextNormal();
            }
            else
            {
                values[i] = random.NextDouble() < 0.5 ? -1 : 1;
            }
        }
    }

    private bool IsInsideCategory(int column)
    {
        var first = _spec.FrontWidth - (_spec.Categories.Count * _spec.CategoryWidth);
        return column >= first && (column - first) % _spec.CategoryWidth > 0;
    }
}
