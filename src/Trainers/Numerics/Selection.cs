using System.Numerics;

namespace MLNetTuning.Trainers.Numerics;

/// <summary>Finds the value at one place of the sorted order without sorting.</summary>
/// <remarks>C. A. R. Hoare, "Algorithm 65: find", 1961, with the middle of three as pivot.</remarks>
internal static class Selection
{
    private const int Short = 16;

    /// <summary>The value at <paramref name="index"/> of the rising order; no smaller one stands behind it and no larger one before it afterwards.</summary>
    public static float Select(Span<float> values, int index)
    {
        var (low, high) = (0, values.Length - 1);
        for (var rounds = 4 * BitOperations.Log2((uint)values.Length); high - low > Short && rounds > 0; rounds--)
        {
            var pivot = Middle(values[low], values[low + ((high - low) / 2)], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            // What stands between the two equals the pivot.
            (low, high) = index <= j ? (low, j) : index >= i ? (i, high) : (index, index);
        }

        // Few are left, or pivots were unlucky time and again.
        values[low..(high + 1)].Sort();
        return values[index];
    }

    private static float Middle(float a, float b, float c) => MathF.Max(MathF.Min(a, b), MathF.Min(MathF.Max(a, b), c));
}
