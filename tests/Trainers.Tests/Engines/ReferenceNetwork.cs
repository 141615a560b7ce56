using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>The mean training loss of a network, written plainly in double; weights come in the common format. Rows are those of member 0, then of member 1 and so on; orders name the rows each reads, where they differ.</summary>
internal sealed class ReferenceNetwork(NetworkWeights weights, TrainingOptions options, int[]? orders = null)
{
    private readonly NetworkSpec _spec = weights.Spec;
    private readonly Dictionary<(int Layer, TensorKind Kind), TensorLayout> _tensors = weights.Layout.ToDictionary(t => (t.Layer, t.Kind));

    private double _activity;

    /// <summary>The mean loss and the penalty of the blocks' outputs.</summary>
    public double PenalisedLoss(double[] values, TrainingData data)
    {
        _activity = 0;
        return Loss(values, data) + (options.ActivityPenalty * _activity);
    }

    public double Loss(double[] values, TrainingData data)
    {
        var outputs = Outputs(values, data);
        double sum = 0, total = 0;
        for (var i = 0; i < outputs.Length; i++)
        {
            var row = Row(i, data);
            var weight = data.Weights is null ? 1.0 : data.Weights[row];
            sum += weight * ReferenceLoss.Of(_spec, options, outputs[i], LabelOf(data.Labels[row]), weights.TargetMean);
            total += weight;
        }

        return sum / total;
    }

    public double[][] Outputs(double[] values, TrainingData data)
    {
        var features = Enumerable.Range(0, data.Rows).Select(i => data.Features.Row(i).ToArray().Select(v => (double)v).ToArray()).ToArray();
        var front = features.Select(row => ReferenceFront.Of(weights, values, row)).ToArray();
        var x = Enumerable.Range(0, _spec.Members * data.Rows).Select(i => front[Row(i, data)].ToArray()).ToArray();
        for (var layer = 0; layer < _spec.Blocks.Count; layer++)
        {
            x = Block(values, layer, x);
        }

        var outputs = Linear(values, _spec.Blocks.Count, x, _spec.Members);
        AddRows(outputs, values, _spec.Blocks.Count, TensorKind.Bias, _spec.Members);
        for (var i = 0; i < outputs.Length && _spec.Wide; i++)
        {
            ReferenceFront.AddWide(weights, values, features[Row(i, data)], outputs[i]);
        }

        return outputs;
    }

    public static double Activate(Activation activation, double x) => activation switch
    {
        Activation.ReLU => Math.Max(0, x),
        Activation.LeakyReLU => x > 0 ? x : 0.01 * x,
        Activation.Elu => x > 0 ? x : Math.Exp(x) - 1,
        Activation.Selu => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
        Activation.Gelu => x * NormalCdf(x),
        Activation.SiLU => x / (1 + Math.Exp(-x)),
        Activation.Mish => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Activation.Softplus => Math.Log(1 + Math.Exp(x)),
        Activation.Identity => x,
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    private int Row(int index, TrainingData data) => orders is null ? index % data.Rows : orders[index];

    private double LabelOf(double label) =>
        _spec.Task == PredictionTask.Regression && !_spec.IsExponential ? (label - weights.TargetMean) / weights.TargetScale : label;

    private double[][] Block(double[] values, int layer, double[][] x)
    {
        var block = _spec.Blocks[layer];
        var input = x;
        if (Find(layer, TensorKind.InputScale) is not null)
        {
            x = [.. x.Select(row => row.ToArray())];
            Scale(x, values, layer, TensorKind.InputScale, _spec.Members);
        }

        var z = Linear(values, layer, x, _spec.Matrices);
        if (block.NormalizesBefore)
        {
            Normalise(values, layer, z);
        }
        else
        {
            Scale(z, values, layer, TensorKind.OutputScale, _spec.Groups);
            AddRows(z, values, layer, TensorKind.Bias, _spec.Groups);
        }

        for (var i = 0; i < z.Length; i++)
        {
            for (var j = 0; j < block.Width; j++)
            {
                var slope = block.IsParametric ? At(values, layer, TensorKind.Slopes, Part(i, z.Length, _spec.Groups), j) : 1;
                z[i][j] += slope * (Activate(block.Activation, z[i][j]) - z[i][j]);
            }
        }

        if (block.HasSecondStage)
        {
            Normalise(values, layer, z);
        }

        _activity += z.Sum(row => row.Sum(v => v * v)) / z.Length;
        return block.IsResidual ? [.. z.Zip(input, (a, b) => a.Zip(b, (v, w) => v + w).ToArray())] : z;
    }

    private double[][] Linear(double[] values, int layer, double[][] x, int matrices)
    {
        var tensor = Find(layer, TensorKind.Weights)!.Value;
        var inputs = tensor.Rows / matrices;
        var result = new double[x.Length][];
        for (var i = 0; i < x.Length; i++)
        {
            var first = tensor.Offset + (Part(i, x.Length, matrices) * inputs * tensor.Columns);
            result[i] = new double[tensor.Columns];
            for (var k = 0; k < inputs; k++)
            {
                for (var j = 0; j < tensor.Columns; j++)
                {
                    result[i][j] += x[i][k] * values[first + (k * tensor.Columns) + j];
                }
            }
        }

        return result;
    }

    private void Normalise(double[] values, int layer, double[][] z)
    {
        var block = _spec.Blocks[layer];
        for (var group = 0; group < _spec.Groups; group++)
        {
            var rows = z.Where((_, i) => Part(i, z.Length, _spec.Groups) == group).ToArray();
            foreach (var row in block.Normalization == Normalization.Layer ? rows : [])
            {
                var mean = row.Average();
                var deviation = Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + block.NormEpsilon);
                for (var j = 0; j < row.Length; j++)
                {
                    row[j] = (row[j] - mean) / deviation;
                }
            }

            for (var j = 0; j < block.Width; j++)
            {
                double mean = 0, deviation = 1;
                if (block.Normalization == Normalization.Batch)
                {
                    mean = rows.Average(row => row[j]);
                    deviation = Math.Sqrt(rows.Average(row => (row[j] - mean) * (row[j] - mean)) + block.NormEpsilon);
                }

                foreach (var row in rows)
                {
                    row[j] = ((row[j] - mean) / deviation * At(values, layer, TensorKind.Gamma, group, j)) + At(values, layer, TensorKind.Beta, group, j);
                }
            }
        }
    }

    private void Scale(double[][] rows, double[] values, int layer, TensorKind kind, int parts)
    {
        for (var i = 0; i < rows.Length && Find(layer, kind) is not null; i++)
        {
            for (var j = 0; j < rows[i].Length; j++)
            {
                rows[i][j] *= At(values, layer, kind, Part(i, rows.Length, parts), j);
            }
        }
    }

    private void AddRows(double[][] rows, double[] values, int layer, TensorKind kind, int parts)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows[i].Length; j++)
            {
                rows[i][j] += At(values, layer, kind, Part(i, rows.Length, parts), j);
            }
        }
    }

    private static int Part(int row, int rows, int parts) => (int)((long)row * parts / rows);

    private double At(double[] values, int layer, TensorKind kind, int row, int column)
    {
        var tensor = Find(layer, kind)!.Value;
        return values[tensor.Offset + (row * tensor.Columns) + column];
    }

    private TensorLayout? Find(int layer, TensorKind kind) => _tensors.TryGetValue((layer, kind), out var tensor) ? tensor : null;

    /// <summary>1/2 + the integral of the density from 0, by Simpson's rule.</summary>
    private static double NormalCdf(double x)
    {
        const int Parts = 200;
        var h = x / Parts;
        var sum = 0.0;
        for (var i = 0; i <= Parts; i++)
        {
            var factor = i == 0 || i == Parts ? 1 : i % 2 == 1 ? 4 : 2;
            sum += factor * Math.Exp(-0.5 * i * h * i * h);
        }

        return 0.5 + (sum * h / 3 / Math.Sqrt(2 * Math.PI));
    }
}
