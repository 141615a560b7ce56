using System.Numerics;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Blending;

/// <summary>
/// Fits one weight a model, and an intercept but for several classes, by Newton's method: logistic, softmax or least-squares regression with a penalty on the
/// squared distance to given weights.
/// </summary>
internal sealed class StackWeights(StackInputs inputs, double[] anchor, double penalty)
{
    private const int MostSteps = 30;
    private const double Enough = 1e-8;
    private const double Rare = 1e-7;

    private readonly int _models = inputs.Models;
    private readonly int _size = inputs.Models + (inputs.Task == PredictionTask.Multiclass ? 0 : 1);
    private readonly double[] _scores = new double[inputs.Outputs];
    private readonly double[] _row = new double[inputs.Models + (inputs.Task == PredictionTask.Multiclass ? 0 : 1)];

    /// <summary>The weights, then the intercept if any.</summary>
    /// <param name="start">Where to start.</param>
    public double[] Fit(double[] start)
    {
        var weights = (double[])start.Clone();
        var (gradient, curvature) = (new double[_size], new double[_size * _size]);
        var value = Value(weights, gradient, curvature);
        for (var step = 0; step < MostSteps; step++)
        {
            var direction = LinearSystem.Solve(curvature, gradient);
            var fall = direction.Zip(gradient, (one, other) => one * other).Sum();
            if (!(fall > Enough * inputs.Rows))
            {
                break;
            }

            var (next, length) = (weights, 1.0);
            var reached = double.PositiveInfinity;
            for (; length > 1e-4 && !(reached < value); length /= 2)
            {
                next = [.. weights.Select((one, i) => one - (length * direction[i]))];
                reached = Value(next, null, null);
            }

            if (!(reached < value))
            {
                break;
            }

            weights = next;
            value = Value(weights, gradient, curvature);
        }

        return weights;
    }

    private double Value(double[] weights, double[]? gradient, double[]? curvature)
    {
        gradient?.AsSpan().Clear();
        curvature?.AsSpan().Clear();
        var sum = 0.0;
        for (var row = 0; row < inputs.Rows; row++)
        {
            sum += inputs.Task == PredictionTask.Multiclass ? Softmax(row, weights, gradient, curvature) : Single(row, weights, gradient, curvature);
        }

        for (var m = 0; m < _models; m++)
        {
            var far = weights[m] - anchor[m];
            sum += penalty / 2 * far * far;
            if (gradient is not null)
            {
                gradient[m] += penalty * far;
                curvature![(m * _size) + m] += penalty;
            }
        }

        return sum;
    }

    private double Single(int row, double[] weights, double[]? gradient, double[]? curvature)
    {
        ReadOnlySpan<float> x = inputs.Values.AsSpan(row * _models, _models);
        var score = weights[_models];
        for (var m = 0; m < x.Length; m++)
        {
            score += weights[m] * x[m];
        }

        double label = inputs.Labels[row];
        var (loss, miss, bend) = (0.0, score - label, 1.0);
        if (inputs.Task == PredictionTask.Regression)
        {
            loss = miss * miss / 2;
        }
        else
        {
            var probability = 1 / (1 + Math.Exp(-score));
            loss = Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - (label * score);
            (miss, bend) = (probability - label, probability * (1 - probability));
        }

        if (gradient is null)
        {
            return loss;
        }

        for (var m = 0; m < x.Length; m++)
        {
            _row[m] = x[m];
        }

        _row[_models] = 1;
        for (var i = 0; i < _size; i++)
        {
            gradient[i] += _row[i] * miss;
            AddScaled(curvature.AsSpan(i * _size, _size), _row, _row[i] * bend);
        }

        return loss;
    }

    private double Softmax(int row, double[] weights, double[]? gradient, double[]? curvature)
    {
        var block = inputs.Values.AsSpan(row * _scores.Length * _models, _scores.Length * _models);
        var most = double.NegativeInfinity;
        for (var k = 0; k < _scores.Length; k++)
        {
            var score = 0.0;
            var x = block.Slice(k * _models, _models);
            for (var m = 0; m < x.Length; m++)
            {
                score += weights[m] * x[m];
            }

            _scores[k] = score;
            most = Math.Max(most, score);
        }

        var label = (int)inputs.Labels[row];
        var (total, own) = (0.0, _scores[label]);
        for (var k = 0; k < _scores.Length; k++)
        {
            total += _scores[k] = Math.Exp(_scores[k] - most);
        }

        if (gradient is not null)
        {
            Derivatives(block, label, total, gradient, curvature);
        }

        return most + Math.Log(total) - own;
    }

    /// <summary>Gradient: the mean input under the probabilities less the label's; curvature: the inputs' covariance. Classes of no weight are passed over.</summary>
    private void Derivatives(ReadOnlySpan<float> block, int label, double total, double[] gradient, Span<double> curvature)
    {
        Span<double> mean = stackalloc double[_models];
        mean.Clear();
        for (var k = 0; k < _scores.Length; k++)
        {
            var probability = _scores[k] / total;
            if (probability < Rare)
            {
                continue;
            }

            var x = block.Slice(k * _models, _models);
            for (var m = 0; m < x.Length; m++)
            {
                _row[m] = x[m];
            }

            AddScaled(mean, _row, probability);
            for (var i = 0; i < _models; i++)
            {
                AddScaled(curvature.Slice(i * _models, _models), _row, probability * _row[i]);
            }
        }

        var own = block.Slice(label * _models, _models);
        for (var i = 0; i < mean.Length; i++)
        {
            gradient[i] += mean[i] - own[i];
            AddScaled(curvature.Slice(i * _models, _models), mean, -mean[i]);
        }
    }

    // The whole of a fit's time: four at once.
    private static void AddScaled(Span<double> into, ReadOnlySpan<double> values, double factor)
    {
        var wide = Vector<double>.Count;
        var i = 0;
        for (; i <= into.Length - wide; i += wide)
        {
            (new Vector<double>(into[i..]) + (new Vector<double>(values[i..]) * factor)).CopyTo(into[i..]);
        }

        for (; i < into.Length; i++)
        {
            into[i] += values[i] * factor;
        }
    }
}
