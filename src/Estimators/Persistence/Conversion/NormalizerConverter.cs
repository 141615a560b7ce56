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
        var (offset, scale, bins) = Find(context);
        var input = context.Input.Name;
        return bins is null
            ? context.Write(name => new AffineStep(input, name, offset, scale))
            : context.Write(name => new BinStep(input, name, bins, scale, offset));
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

        throw context.Unsupported("is normalised otherwise than by shift and scale or by bins");
    }

    private static Parameters? Read(NormalizerModelParametersBase parameters, int size) => parameters switch
    {
        AffineNormalizerModelParameters<float> one when size == 1 => new([one.Offset], [one.Scale], null),
        AffineNormalizerModelParameters<ImmutableArray<float>> many => Sized(many.Offset, many.Scale, null, size),
        BinNormalizerModelParameters<float> one when size == 1 => new([one.Offset], [one.Density], [[.. one.UpperBounds]]),
        BinNormalizerModelParameters<ImmutableArray<float>> many => Sized(many.Offset, many.Density, [.. many.UpperBounds.Select(bounds => bounds.ToArray())], size),
        _ => null,
    };

    private static Parameters? Sized(ImmutableArray<float> offset, ImmutableArray<float> scale, float[][]? bins, int size)
    {
        float[] offsets = offset.IsDefaultOrEmpty ? new float[size] : [.. offset];
        return !scale.IsDefault && scale.Length == size && offsets.Length == size && (bins is null || bins.Length == size) ? new([.. offsets], [.. scale], bins) : null;
    }

    private sealed record Parameters(float[] Offset, float[] Scale, float[][]? Bins)
    {
        public bool Fits(float[] expected, int size)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                var made = Apply(Probes[i / size], i % size);
                if (!(Math.Abs(made - expected[i]) <= 1e-5f * Math.Max(1, Math.Abs(expected[i]))))
                {
                    return false;
                }
            }

            return true;
        }

        private float Apply(float value, int slot)
        {
            if (Bins is null)
            {
                return (value - Offset[slot]) * Scale[slot];
            }

            var bounds = Bins[slot];
            var found = Array.BinarySearch(bounds, value);
            return Math.Min(found >= 0 ? found : ~found, bounds.Length - 1) / Scale[slot] - Offset[slot];
        }
    }
}
