using System.Runtime.CompilerServices;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Adam, AdamW and SGD in one pass over values, gradients and moments; the equations are those of the papers named at <see cref="OptimizerKind"/>.</summary>
internal static unsafe class OptimizerKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static void Update(in UpdateArguments arguments)
    {
        if (arguments.Numbers.Kind == OptimizerKind.Sgd)
        {
            Sgd(arguments);
        }
        else
        {
            Adam(arguments);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam(in UpdateArguments x)
    {
        var numbers = x.Numbers;
        var beta1 = TSimd.Broadcast(numbers.Beta1);
        var rest1 = TSimd.Broadcast(1 - numbers.Beta1);
        var beta2 = TSimd.Broadcast(numbers.Beta2);
        var rest2 = TSimd.Broadcast(1 - numbers.Beta2);
        var step = TSimd.Broadcast(-numbers.LearningRate * numbers.FirstCorrection);
        var correction = TSimd.Broadcast(numbers.SecondCorrection);
        var epsilon = TSimd.Broadcast(numbers.Epsilon);
        var penalty = TSimd.Broadcast(x.Decays ? numbers.Penalty : 0);
        var shrink = TSimd.Broadcast(x.Decays ? numbers.Shrink : 1);
        for (var i = 0; i < x.Count; i += TSimd.Width)
        {
            var value = TSimd.Load(x.Values + i);
            var gradient = TSimd.MultiplyAdd(value, penalty, Gradient(x, i));
            var first = TSimd.MultiplyAdd(gradient, rest1, TSimd.Multiply(TSimd.Load(x.First + i), beta1));
            var second = TSimd.MultiplyAdd(TSimd.Multiply(gradient, gradient), rest2, TSimd.Multiply(TSimd.Load(x.Second + i), beta2));
            TSimd.Store(x.First + i, first);
            TSimd.Store(x.Second + i, second);
            var root = TSimd.MultiplyAdd(TSimd.Sqrt(second), correction, epsilon);
            TSimd.Store(x.Values + i, TSimd.MultiplyAdd(step, TSimd.Divide(first, root), TSimd.Multiply(value, shrink)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sgd(in UpdateArguments x)
    {
        var numbers = x.Numbers;
        var momentum = TSimd.Broadcast(numbers.Momentum);
        var lookAhead = TSimd.Broadcast(numbers.Nesterov ? numbers.Momentum : 1);
        var plain = TSimd.Broadcast(numbers.Nesterov ? 1 : 0);
        var step = TSimd.Broadcast(-numbers.LearningRate);
        var penalty = TSimd.Broadcast(x.Decays ? numbers.Penalty : 0);
        for (var i = 0; i < x.Count; i += TSimd.Width)
        {
            var value = TSimd.Load(x.Values + i);
            var gradient = TSimd.MultiplyAdd(value, penalty, Gradient(x, i));
            var velocity = TSimd.MultiplyAdd(TSimd.Load(x.First + i), momentum, gradient);
            TSimd.Store(x.First + i, velocity);

            // The velocity, or the gradient plus momentum times the velocity.
            var direction = TSimd.MultiplyAdd(velocity, lookAhead, TSimd.Multiply(gradient, plain));
            TSimd.Store(x.Values + i, TSimd.MultiplyAdd(step, direction, value));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gradient(in UpdateArguments x, int index)
    {
        var source = x.Gradients + index;
        var sum = TSimd.Load(source);
        for (var i = 1; i < x.GradientCount; i++)
        {
            source += x.GradientStride;
            sum = TSimd.Add(sum, TSimd.Load(source));
        }

        return sum;
    }
}
