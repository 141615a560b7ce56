using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

/// <summary>The update rules in double, one number at a time, as their papers and PyTorch write them.</summary>
internal sealed class PublishedRule(TrainingOptions options, double rate, double decay, int count)
{
    private readonly double[] _m = new double[count];
    private readonly double[] _v = new double[count];
    private readonly double[] _products = Enumerable.Repeat(1.0, count).ToArray();

    public double Step(double value, double gradient, int step, int i)
    {
        gradient = options.ClipValue > 0 ? Math.Clamp(gradient, -options.ClipValue, options.ClipValue) : gradient;
        gradient += (options.L1 * Math.Sign(value)) + (options.L2 * value);
        if (options.Optimizer == OptimizerKind.AdamW || options.DecouplesDecay)
        {
            return Move(value * (1 - (rate * decay)), gradient, step, i);
        }

        return Move(value, gradient + (decay * value), step, i);
    }

    private double Move(double value, double gradient, int step, int i)
    {
        switch (options.Optimizer)
        {
            case OptimizerKind.Sgd:
                _m[i] = (options.Momentum * _m[i]) + gradient;
                return value - (rate * (options.Nesterov ? gradient + (options.Momentum * _m[i]) : _m[i]));
            case OptimizerKind.RmsProp:
                _v[i] = (options.Beta2 * _v[i]) + ((1 - options.Beta2) * gradient * gradient);
                _m[i] = (options.Momentum * _m[i]) + (gradient / (Math.Sqrt(_v[i]) + options.Epsilon));
                return value - (rate * _m[i]);
        }

        _m[i] = (options.Beta1 * _m[i]) + ((1 - options.Beta1) * gradient);
        _v[i] = (options.Beta2 * _v[i]) + ((1 - options.Beta2) * gradient * gradient);
        var mHat = _m[i] / (1 - Math.Pow(options.Beta1, step));
        var root = Math.Sqrt(_v[i] / (1 - Math.Pow(options.Beta2, step)));
        return options.Optimizer switch
        {
            OptimizerKind.NAdam => NAdam(value, gradient, root, step, i),
            OptimizerKind.RAdam => RAdam(value, mHat, step, i),
            _ => value - (rate * mHat / (root + options.Epsilon)),
        };
    }

    private double NAdam(double value, double gradient, double root, int step, int i)
    {
        var mu = options.Beta1 * (1 - (0.5 * Math.Pow(0.96, step * 0.004)));
        var next = options.Beta1 * (1 - (0.5 * Math.Pow(0.96, (step + 1) * 0.004)));
        _products[i] *= mu;
        value -= rate * (1 - mu) / (1 - _products[i]) * gradient / (root + options.Epsilon);
        return value - (rate * next / (1 - (_products[i] * next)) * _m[i] / (root + options.Epsilon));
    }

    private double RAdam(double value, double mHat, int step, int i)
    {
        var longest = (2 / (1 - (double)options.Beta2)) - 1;
        var power = Math.Pow(options.Beta2, step);
        var length = longest - (2 * step * power / (1 - power));
        if (length <= 5)
        {
            return value - (rate * mHat);
        }

        var rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        return value - (rate * mHat * rectification * Math.Sqrt(1 - power) / (Math.Sqrt(_v[i]) + options.Epsilon));
    }
}
