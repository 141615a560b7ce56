using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>The mean training loss of a network, written plainly in double; weights come in the common format.</summary>
internal sealed class ReferenceNetwork(NetworkWeights weights, double smoothing)
{
    private readonly NetworkSpec _spec = weights.Spec;

    public double Loss(double[] values, TrainingData data)
    {
        var x = Enumerable.Range(0, data.Rows).Select(i => data.Features.Row(i).ToArray().Select(v => (double)v).ToArray()).ToArray();
        for (var layer = 0; layer < _spec.Blocks.Count; layer++)
        {
            x = Block(values, layer, x);
        }

        var outputs = Linear(values, _spec.Blocks.Count, x);
        double sum = 0, total = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            var weight = data.Weights is null ? 1.0 : data.Weights[i];
            sum += weight * RowLoss(outputs[i], data.Labels[i]);
            total += weight;
        }

        return sum / total;
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
        _ => throw new ArgumentOutOfRangeException(nameof(activation)),
    };

    private double[][] Block(double[] values, int layer, double[][] x)
    {
        var block = _spec.Blocks[layer];
        var z = Linear(values, layer, x);
        if (block.BatchNorm)
        {
            Normalise(values, layer, z);
        }

        return [.. z.Select(row => row.Select(v => Activate(block.Activation, v)).ToArray())];
    }

    private double[][] Linear(double[] values, int layer, double[][] x)
    {
        var tensor = Find(layer, TensorKind.Weights)!.Value;
        var bias = Find(layer, TensorKind.Bias);
        var result = new double[x.Length][];
        for (var i = 0; i < x.Length; i++)
        {
            result[i] = new double[tensor.Columns];
            for (var j = 0; j < tensor.Columns; j++)
            {
                var sum = bias is null ? 0 : values[bias.Value.Offset + j];
                for (var k = 0; k < tensor.Rows; k++)
                {
                    sum += x[i][k] * values[tensor.Offset + (k * tensor.Columns) + j];
                }

                result[i][j] = sum;
            }
        }

        return result;
    }

    private void Normalise(double[] values, int layer, double[][] z)
    {
        var gamma = Find(layer, TensorKind.Gamma)!.Value.Offset;
        var beta = Find(layer, TensorKind.Beta)!.Value.Offset;
        for (var j = 0; j < z[0].Length; j++)
        {
            var mean = z.Average(row => row[j]);
            var variance = z.Average(row => (row[j] - mean) * (row[j] - mean));
            foreach (var row in z)
            {
                row[j] = ((row[j] - mean) / Math.Sqrt(variance + 1e-5) * values[gamma + j]) + values[beta + j];
            }
        }
    }

    private double RowLoss(double[] outputs, double label)
    {
        if (_spec.Task == PredictionTask.Regression)
        {
            return Math.Pow(outputs[0] - ((label - weights.TargetMean) / weights.TargetScale), 2);
        }

        var logits = _spec.Task == PredictionTask.Binary ? [0, outputs[0]] : outputs;
        var logSum = Math.Log(logits.Sum(Math.Exp));
        return logits.Select((z, i) => -(((i == (int)label ? 1 - smoothing : 0) + (smoothing / logits.Length)) * (z - logSum))).Sum();
    }

    private TensorLayout? Find(int layer, TensorKind kind)
    {
        var index = Array.FindIndex(weights.Layout, t => t.Layer == layer && t.Kind == kind);
        return index < 0 ? null : weights.Layout[index];
    }

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
