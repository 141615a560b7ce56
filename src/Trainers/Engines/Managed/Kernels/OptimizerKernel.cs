using System.Runtime.CompilerServices;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>Every optimizer in one pass over values, gradients and moments; the equations are those of the papers named at <see cref="OptimizerKind"/>.</summary>
internal static unsafe class OptimizerKernel<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    public static void Update(in UpdateArguments arguments)
    {
        switch (arguments.Numbers.Kind)
        {
            case OptimizerKind.Sgd:
                Sgd(arguments);
                break;
            case OptimizerKind.RmsProp:
                RmsProp(arguments);
                break;
            default:
                Adam(arguments);
                break;
        }
    }

    /// <summary>The sum of squares of the gradients, in double from one vector to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquareSum(in UpdateArguments x)
    {
        var total = 0.0;
        const int Piece = 1024;
        for (var start = 0; start < x.Count; start += Piece)
        {
            var sum = TSimd.Zero;
            for (var i = start; i < Math.Min(x.Count, start + Piece); i += TSimd.Width)
            {
                var gradient = Sum(x, i);
                sum = TSimd.MultiplyAdd(gradient, gradient, sum);
            }

            total += TSimd.Sum(sum);
        }

        return total * x.Parametrisation * x.Parametrisation;
    }

    /// <summary>Adam, AdamW, NAdam and RAdam: value = shrink value - rate (a g + b m) / (sqrt(v) c + epsilon).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam(in UpdateArguments x)
    {
        var numbers = x.Numbers;
        var beta1 = TSimd.Broadcast(numbers.Beta1);
        var rest1 = TSimd.Broadcast(1 - numbers.Beta1);
        var beta2 = TSimd.Broadcast(numbers.Beta2);
        var rest2 = TSimd.Broadcast(1 - numbers.Beta2);
        var byMoment = TSimd.Broadcast(-x.AdaptiveRate * numbers.MomentPart);
        var byGradient = TSimd.Broadcast(-x.AdaptiveRate * numbers.GradientPart);
        var correction = TSimd.Broadcast(numbers.SecondCorrection);
        var epsilon = TSimd.Broadcast(x.Epsilon);
        var shrink = TSimd.Broadcast(x.Shrink);
        var terms = new GradientTerms<TSimd, TVector>(x);
        for (var i = 0; i < x.Count; i += TSimd.Width)
        {
            var value = TSimd.Load(x.Values + i);
            var gradient = terms.Complete(Sum(x, i), value);
            var first = TSimd.MultiplyAdd(gradient, rest1, TSimd.Multiply(TSimd.Load(x.First + i), beta1));
            var second = TSimd.MultiplyAdd(TSimd.Multiply(gradient, gradient), rest2, TSimd.Multiply(TSimd.Load(x.Second + i), beta2));
            TSimd.Store(x.First + i, first);
            TSimd.Store(x.Second + i, second);
            var root = TSimd.MultiplyAdd(TSimd.Sqrt(second), correction, epsilon);
            var step = TSimd.MultiplyAdd(byGradient, gradient, TSimd.Multiply(byMoment, first));
            TSimd.Store(x.Values + i, TSimd.MultiplyAdd(value, shrink, TSimd.Divide(step, root)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RmsProp(in UpdateArguments x)
    {
        var numbers = x.Numbers;
        var beta2 = TSimd.Broadcast(numbers.Beta2);
        var rest2 = TSimd.Broadcast(1 - numbers.Beta2);
        var momentum = TSimd.Broadcast(numbers.Momentum);
        var rate = TSimd.Broadcast(-x.AdaptiveRate);
        var epsilon = TSimd.Broadcast(x.Epsilon);
        var shrink = TSimd.Broadcast(x.Shrink);
        var terms = new GradientTerms<TSimd, TVector>(x);
        for (var i = 0; i < x.Count; i += TSimd.Width)
        {
            var value = TSimd.Load(x.Values + i);
            var gradient = terms.Complete(Sum(x, i), value);
            var second = TSimd.MultiplyAdd(TSimd.Multiply(gradient, gradient), rest2, TSimd.Multiply(TSimd.Load(x.Second + i), beta2));
            TSimd.Store(x.Second + i, second);
            var scaled = TSimd.Divide(gradient, TSimd.Add(TSimd.Sqrt(second), epsilon));
            var velocity = TSimd.MultiplyAdd(TSimd.Load(x.First + i), momentum, scaled);
            TSimd.Store(x.First + i, velocity);
            TSimd.Store(x.Values + i, TSimd.MultiplyAdd(rate, velocity, TSimd.Multiply(value, shrink)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sgd(in UpdateArguments x)
    {
        var numbers = x.Numbers;
        var momentum = TSimd.Broadcast(numbers.Momentum);
        var lookAhead = TSimd.Broadcast(numbers.Nesterov ? numbers.Momentum : 1);
        var plain = TSimd.Broadcast(numbers.Nesterov ? 1 : 0);
        var rate = TSimd.Broadcast(-x.PlainRate);
        var shrink = TSimd.Broadcast(x.Shrink);
        var terms = new GradientTerms<TSimd, TVector>(x);
        for (var i = 0; i < x.Count; i += TSimd.Width)
        {
            var value = TSimd.Load(x.Values + i);
            var gradient = terms.Complete(Sum(x, i), value);
            var velocity = TSimd.MultiplyAdd(TSimd.Load(x.First + i), momentum, gradient);
            TSimd.Store(x.First + i, velocity);

            // The velocity, or the gradient plus momentum times the velocity.
            var direction = TSimd.MultiplyAdd(velocity, lookAhead, TSimd.Multiply(gradient, plain));
            TSimd.Store(x.Values + i, TSimd.MultiplyAdd(rate, direction, TSimd.Multiply(value, shrink)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(in UpdateArguments x, int index)
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
