using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

public unsafe class OptimizerKernelTests
{
    private const int Count = 48;
    private const float Rate = 0.05f;
    private const float Decay = 0.1f;

    public static TheoryData<int, OptimizerKind, bool, bool> Cases()
    {
        var data = new TheoryData<int, OptimizerKind, bool, bool>();
        foreach (var width in KernelSets.Widths)
        {
            foreach (var kind in Enum.GetValues<OptimizerKind>())
            {
                data.Add(width, kind, false, false);
                data.Add(width, kind, true, true);
            }
        }

        return data;
    }

    public static TheoryData<OptimizerKind, bool> Kinds()
    {
        var data = new TheoryData<OptimizerKind, bool>();
        foreach (var kind in Enum.GetValues<OptimizerKind>())
        {
            data.Add(kind, false);
            data.Add(kind, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Update_TwentySteps_FollowsThePublishedUpdate(int width, OptimizerKind kind, bool nesterov, bool decouples)
    {
        var options = new TrainingOptions { Optimizer = kind, Nesterov = nesterov, DecouplesDecay = decouples, Beta2 = 0.99f, Epsilon = 1e-6f, Momentum = 0.8f };
        Compare(KernelSets.Of(width), options, 1, 2e-5);
    }

    /// <summary>A matrix V = c W stepped as V gives what W stepped by itself gives.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Update_Reparametrised_IsTheStepOfTheTrainedMatrix(OptimizerKind kind, bool decouples)
    {
        var options = new TrainingOptions { Optimizer = kind, DecouplesDecay = decouples, L1 = 0.01f, L2 = 0.02f, ClipValue = 0.3f, Beta2 = 0.95f, Epsilon = 1e-3f, Momentum = 0.8f };
        Compare(KernelSet.Best, options, 0.25f, 2e-5);
    }

    [Fact]
    public void Update_PenaltiesAndClipping_FollowTheirDefinition() =>
        Compare(KernelSet.Best, new TrainingOptions { Optimizer = OptimizerKind.AdamW, L1 = 0.05f, L2 = 0.1f, ClipValue = 0.2f }, 1, 2e-5);

    [Fact]
    public void SquareSum_TwoWorkers_IsOfTheirSum()
    {
        var gradients = KernelSets.Buffer(2 * 4096);
        KernelSets.Random(2 * 4096, 3).CopyTo(gradients.Span);
        var expected = Enumerable.Range(0, 4096).Sum(i => Math.Pow((double)gradients.Pointer[i] + gradients.Pointer[4096 + i], 2));
        foreach (var width in KernelSets.Widths)
        {
            var arguments = new UpdateArguments { Gradients = gradients.Pointer, GradientStride = 4096, GradientCount = 2, Count = 4096, Parametrisation = 0.5f };
            Assert.Equal(expected / 4, KernelSets.Of(width).SquareSum(arguments), 1e-3);
        }
    }

    private static void Compare(KernelSet kernels, TrainingOptions options, float c, double tolerance)
    {
        var values = KernelSets.Buffer(Count);
        KernelSets.Random(Count, 1).CopyTo(values.Span);
        var trained = values.Span.ToArray().Select(v => (double)v / c).ToArray();
        FloatBuffer gradients = KernelSets.Buffer(2 * Count), first = KernelSets.Buffer(Count), second = KernelSets.Buffer(Count);
        var rule = new PublishedRule(options, Rate, Decay, Count);
        for (var step = 1; step <= 20; step++)
        {
            for (var i = 0; i < Count; i++)
            {
                // The gradient of a bowl in V, in two parts as two workers would leave it.
                var gradient = 2 * trained[i] * c * ((i % 3) + 0.5);
                gradients.Pointer[i] = (float)(0.3 * gradient);
                gradients.Pointer[Count + i] = (float)(0.7 * gradient);
                trained[i] = rule.Step(trained[i], gradient * c, step, i);
            }

            kernels.Update(new UpdateArguments
            {
                Values = values.Pointer,
                Gradients = gradients.Pointer,
                GradientStride = Count,
                GradientCount = 2,
                First = first.Pointer,
                Second = second.Pointer,
                Count = Count,
                Numbers = new StepNumbers(options, Rate, Decay, options.Momentum, step),
                Parametrisation = c,
            });
        }

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(trained[i] * c, values.Pointer[i], tolerance);
        }
    }
}
