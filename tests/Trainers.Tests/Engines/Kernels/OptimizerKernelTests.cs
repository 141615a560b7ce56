using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

public unsafe class OptimizerKernelTests
{
    private const int Count = 48;
    private const float Rate = 0.05f;
    private const float Decay = 0.1f;

    public static TheoryData<int, OptimizerKind, bool> Cases()
    {
        var data = new TheoryData<int, OptimizerKind, bool>();
        foreach (var width in KernelSets.Widths)
        {
            data.Add(width, OptimizerKind.Adam, false);
            data.Add(width, OptimizerKind.AdamW, false);
            data.Add(width, OptimizerKind.Sgd, false);
            data.Add(width, OptimizerKind.Sgd, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_TwentySteps_FollowsThePublishedUpdate(int width, OptimizerKind kind, bool nesterov)
    {
        var options = new TrainingOptions { Optimizer = kind, Nesterov = nesterov, Beta2 = 0.99f, Epsilon = 1e-6f, Momentum = 0.8f };
        var values = KernelSets.Buffer(Count);
        KernelSets.Random(Count, 1).CopyTo(values.Span);
        var expected = values.Span.ToArray().Select(v => (double)v).ToArray();
        FloatBuffer gradients = KernelSets.Buffer(2 * Count), first = KernelSets.Buffer(Count), second = KernelSets.Buffer(Count);
        double[] m = new double[Count], v = new double[Count];
        for (var step = 1; step <= 20; step++)
        {
            for (var i = 0; i < Count; i++)
            {
                // The gradient of a bowl, in two parts as two workers would leave it.
                var gradient = 2 * expected[i] * ((i % 3) + 0.5);
                gradients.Pointer[i] = (float)(0.3 * gradient);
                gradients.Pointer[Count + i] = (float)(0.7 * gradient);
                expected[i] = Published(options, expected[i], gradient, (step, m, v, i));
            }

            KernelSets.Of(width).Update(new UpdateArguments
            {
                Values = values.Pointer,
                Gradients = gradients.Pointer,
                GradientStride = Count,
                GradientCount = 2,
                First = first.Pointer,
                Second = second.Pointer,
                Count = Count,
                Numbers = new StepNumbers(options, Rate, Decay, options.Momentum, step),
                Decays = true,
            });
        }

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(expected[i], values.Pointer[i], 2e-5);
        }
    }

    private static double Published(TrainingOptions options, double value, double gradient, (int Step, double[] M, double[] V, int I) state)
    {
        var (step, m, v, i) = state;
        if (options.Optimizer != OptimizerKind.AdamW)
        {
            gradient += Decay * value;
        }

        if (options.Optimizer == OptimizerKind.Sgd)
        {
            m[i] = (options.Momentum * m[i]) + gradient;
            return value - (Rate * (options.Nesterov ? gradient + (options.Momentum * m[i]) : m[i]));
        }

        m[i] = (options.Beta1 * m[i]) + ((1 - options.Beta1) * gradient);
        v[i] = (options.Beta2 * v[i]) + ((1 - options.Beta2) * gradient * gradient);
        var mHat = m[i] / (1 - Math.Pow(options.Beta1, step));
        var vHat = v[i] / (1 - Math.Pow(options.Beta2, step));
        var shrunk = options.Optimizer == OptimizerKind.AdamW ? value * (1 - (Rate * Decay)) : value;
        return shrunk - (Rate * mHat / (Math.Sqrt(vHat) + options.Epsilon));
    }
}
