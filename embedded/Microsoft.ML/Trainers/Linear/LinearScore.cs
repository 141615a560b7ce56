using System.Numerics;

namespace Microsoft.ML.Trainers;

/// <summary>The sums linear models are made of.</summary>
internal static class LinearScore
{
    /// <summary>The sum of products; vectors are as long as the first.</summary>
    internal static float Dot(ReadOnlySpan<float> weights, ReadOnlySpan<float> features)
    {
        var width = Vector<float>.Count;
        features = features[..weights.Length];
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= weights.Length - width; i += width)
        {
            sums += new Vector<float>(weights[i..]) * new Vector<float>(features[i..]);
        }

        var sum = Vector.Sum(sums);
        for (; i < weights.Length; i++)
        {
            sum += weights[i] * features[i];
        }

        return sum;
    }
}
