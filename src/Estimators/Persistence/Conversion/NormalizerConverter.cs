using System.Collections.Immutable;
using Microsoft.ML.Transforms;
using MLNetTuning.Trainers.Portable;
using static Microsoft.ML.Transforms.NormalizingTransformer;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Portable forms of normalizers, from the parameters they publish.</summary>
internal static class NormalizerConverter
{
    // Values on both sides of zero, and far out, tell any two normalizers apart.
    private static readonly float[] Probes = [0, 1, -2.5f, 1234];

    public static Symbol Convert(StageOutput context)
    {
        var found = Find(context);
        var input = context.Input.Name;
        return context.Write(name => new AffineStep(input, name, found.Offset, found.Scale));
    }

    /// <summary>Parameters are published by number, not by column: those are taken that do with made-up rows what the column does.</summary>
    private static Parameters Find(StageOutput context)
    {
        var transformer = (NormalizingTransformer)context.Transformer;
        var view = new ProbeView(context.Schema, Probes.Length).SetNumbers(context.InputName, (row, _) => Probes[row]);
        var expected = context.Probe(view);
        for (var i = 0; i < context.Outputs; i++)
        {
            if (Read(transformer.GetNormalizerModelParameters(i), context.Size) is { } parameters && parameters.Fits(expected, context.Size))
            {
                return parameters;
            }
        }

        throw context.Unsupported("is normalised otherwise than by shift and scale");
    }

    private static Parameters? Read(NormalizerModelParametersBase parameters, int size) => parameters switch
    {
        AffineNormalizerModelParameters<float> one when size == 1 => new([one.Offset], [one.Scale]),
        AffineNormalizerModelParameters<ImmutableArray<float>> many => Sized(many.Offset, many.Scale, size),
        _ => null,
    };

    private static Parameters? Sized(ImmutableArray<float> offset, ImmutableArray<float> scale, int size)
    {
        float[] offsets = offset.IsDefaultOrEmpty ? new float[size] : [.. offset];
        return !scale.IsDefault && scale.Length == size && offsets.Length == size ? new([.. offsets], [.. scale]) : null;
    }

    private sealed record Parameters(float[] Offset, float[] Scale)
    {
        public bool Fits(float[] expected, int size)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                var made = (Probes[i / size] - Offset[i % size]) * Scale[i % size];
                if (!(Math.Abs(made - expected[i]) <= 1e-5f * Math.Max(1, Math.Abs(expected[i]))))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
