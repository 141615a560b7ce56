namespace MLNetTuning.Trainers.Tests.Linear;

/// <summary>Softmax regression with an L1 and an L2 penalty by accelerated proximal gradient steps in doubles, slow and sure.</summary>
/// <remarks>A. Beck and M. Teboulle, "A fast iterative shrinkage-thresholding algorithm", 2009; restarts by B. O'Donoghue and E. Candes, 2015.</remarks>
internal sealed class LassoReference(TrainingData data, int classes, double l1, double l2)
{
    private readonly int _columns = data.Features.Columns;

    /// <summary>The least sum of losses and penalties.</summary>
    public double Minimum(int iterations)
    {
        var length = (_columns + 1) * classes;
        var (point, ahead, gradient) = (new double[length], new double[length], new double[length]);
        var best = double.PositiveInfinity;
        double pace = 1, steepness = 1;
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var value = Smooth(ahead, gradient);
            var next = Step(ahead, gradient, steepness);
            while (Smooth(next, null) > value + Model(ahead, next, gradient, steepness) + (1e-12 * value))
            {
                steepness *= 2;
                next = Step(ahead, gradient, steepness);
            }

            best = Math.Min(best, Objective(next));
            double turn = 0;
            for (var i = 0; i < length; i++)
            {
                turn += (ahead[i] - next[i]) * (next[i] - point[i]);
            }

            var nextPace = turn > 0 ? 1 : (1 + Math.Sqrt(1 + (4 * pace * pace))) / 2;
            var share = turn > 0 ? 0 : (pace - 1) / nextPace;
            for (var i = 0; i < length; i++)
            {
                ahead[i] = next[i] + (share * (next[i] - point[i]));
            }

            (point, pace) = (next, nextPace);
        }

        return best;
    }

    /// <summary>The sum of losses and penalties of weights, class by class, followed by biases.</summary>
    public double Objective(double[] point) => Smooth(point, null) + (l1 * point.Take(_columns * classes).Sum(Math.Abs));

    private double Smooth(double[] point, double[]? gradient)
    {
        var weights = _columns * classes;
        double sum = 0;
        for (var i = 0; i < point.Length; i++)
        {
            sum += i < weights ? l2 / 2 * point[i] * point[i] : 0;
            if (gradient is not null)
            {
                gradient[i] = i < weights ? l2 * point[i] : 0;
            }
        }

        var scores = new double[classes];
        for (var i = 0; i < data.Rows; i++)
        {
            var row = data.Features.Row(i);
            for (var k = 0; k < classes; k++)
            {
                scores[k] = point[weights + k];
                for (var j = 0; j < _columns; j++)
                {
                    scores[k] += point[(k * _columns) + j] * row[j];
                }
            }

            var largest = scores.Max();
            var total = scores.Sum(s => Math.Exp(s - largest));
            var label = (int)data.Labels[i];
            sum += largest + Math.Log(total) - scores[label];
            for (var k = 0; gradient is not null && k < classes; k++)
            {
                var pull = (Math.Exp(scores[k] - largest) / total) - (k == label ? 1 : 0);
                gradient[weights + k] += pull;
                for (var j = 0; j < _columns; j++)
                {
                    gradient[(k * _columns) + j] += pull * row[j];
                }
            }
        }

        return sum;
    }

    private double[] Step(double[] from, double[] gradient, double steepness)
    {
        var next = new double[from.Length];
        for (var i = 0; i < next.Length; i++)
        {
            var moved = from[i] - (gradient[i] / steepness);
            var cut = i < _columns * classes ? l1 / steepness : 0;
            next[i] = Math.Sign(moved) * Math.Max(0, Math.Abs(moved) - cut);
        }

        return next;
    }

    private static double Model(double[] from, double[] to, double[] gradient, double steepness)
    {
        double sum = 0;
        for (var i = 0; i < from.Length; i++)
        {
            sum += (gradient[i] * (to[i] - from[i])) + (steepness / 2 * (to[i] - from[i]) * (to[i] - from[i]));
        }

        return sum;
    }
}
