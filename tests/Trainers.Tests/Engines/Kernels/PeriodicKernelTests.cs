using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

/// <summary>The forward pass of periodic embeddings; the backward pass is held to central differences by <see cref="GradientTests"/>.</summary>
public unsafe class PeriodicKernelTests
{
    private const int Inputs = 3;

    public static TheoryData<int, int, int, int> Shapes()
    {
        var data = new TheoryData<int, int, int, int>();
        foreach (var width in KernelSets.Widths)
        {
            foreach (var (rows, count, outputs) in new[] { (1, 1, 1), (5, 16, 3), (33, 17, 4), (18, 5, 7), (2, 40, 19) })
            {
                data.Add(width, rows, count, outputs);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_AwkwardSizes_AgreesWithNaive(int width, int rows, int count, int outputs)
    {
        foreach (var hasPhases in new[] { false, true })
        {
            foreach (var (keeps, rectifies) in new[] { (true, false), (false, true) })
            {
                Check(KernelSets.Of(width).Periodic, (rows, count, outputs), hasPhases, (keeps, rectifies));
            }
        }
    }

    private static void Check(PeriodicKernel kernel, (int Rows, int Count, int Outputs) shape, bool hasPhases, (bool Keeps, bool Rectifies) options)
    {
        var components = hasPhases ? shape.Count : 2 * shape.Count;
        var step = shape.Outputs + (options.Keeps ? 1 : 0);
        float[] features = KernelSets.Random(shape.Rows * Inputs, 1, 3), frequencies = KernelSets.Random(Inputs * shape.Count, 2, 2), phases = KernelSets.Random(Inputs * shape.Count, 3, 3);
        float[] weights = KernelSets.Random(Inputs * components * shape.Outputs, 4), bias = KernelSets.Random(Inputs * shape.Outputs, 5);
        var output = KernelSets.Buffer(shape.Rows * FloatBuffer.Pad(Inputs * step));
        var arguments = new PeriodicArguments
        {
            Inputs = Inputs,
            Count = shape.Count,
            Width = shape.Outputs,
            KeepsInput = options.Keeps,
            Rectifies = options.Rectifies,
            Features = KernelSets.Padded(features, shape.Rows, Inputs).Pointer,
            FeatureStride = FloatBuffer.Pad(Inputs),
            Output = output.Pointer,
            OutputStride = FloatBuffer.Pad(Inputs * step),
            Frequencies = KernelSets.Padded(frequencies, Inputs, shape.Count).Pointer,
            Phases = hasPhases ? KernelSets.Padded(phases, Inputs, shape.Count).Pointer : null,
            FrequencyStride = FloatBuffer.Pad(shape.Count),
            Weights = KernelSets.Padded(weights, Inputs * components, shape.Outputs).Pointer,
            Bias = KernelSets.Padded(bias, Inputs, shape.Outputs).Pointer,
            WeightStride = FloatBuffer.Pad(shape.Outputs),
            Scratch = KernelSets.Buffer(PeriodicArguments.ScratchLength(components, shape.Outputs, shape.Count)).Pointer,
        };
        kernel.Forward(arguments, shape.Rows);
        for (var row = 0; row < shape.Rows; row++)
        {
            for (var input = 0; input < Inputs; input++)
            {
                var x = (double)features[(row * Inputs) + input];
                var angles = Enumerable.Range(0, shape.Count).Select(i => (2 * Math.PI * x * frequencies[(input * shape.Count) + i]) + (hasPhases ? phases[(input * shape.Count) + i] : 0)).ToArray();
                double[] waves = hasPhases ? [.. angles.Select(Math.Cos)] : [.. angles.Select(Math.Cos), .. angles.Select(Math.Sin)];
                var actual = output.Pointer + (row * FloatBuffer.Pad(Inputs * step)) + (input * step);
                for (var unit = 0; unit < shape.Outputs; unit++)
                {
                    var sum = bias[(input * shape.Outputs) + unit] + waves.Select((wave, i) => wave * weights[(((input * components) + i) * shape.Outputs) + unit]).Sum();
                    Assert.Equal(options.Rectifies ? Math.Max(0, sum) : sum, actual[unit], 2e-4);
                }

                if (options.Keeps)
                {
                    Assert.Equal(x, actual[shape.Outputs], 1e-7);
                }
            }
        }
    }
}
