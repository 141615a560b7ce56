using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

/// <summary>Keeps the largest contributions of either sign.</summary>
/// <param name="Positive">How many above 0 are kept.</param>
/// <param name="Negative">How many below 0 are kept.</param>
/// <param name="Normalize">Whether those kept are divided by the largest size among them.</param>
internal sealed record TopContributions(int Positive, int Negative, bool Normalize)
{
    internal void Write(ReadOnlySpan<float> contributions, int[] order, ref VBuffer<float> target)
    {
        var count = Choose(contributions, order);
        var largest = 0f;
        foreach (var slot in order.AsSpan(0, count))
        {
            largest = Math.Max(largest, Math.Abs(contributions[slot]));
        }

        var factor = Normalize && largest > 0 ? 1 / largest : 1;
        var editor = VBufferEditor.Create(ref target, contributions.Length, count);
        for (var i = 0; i < count; i++)
        {
            editor.Values[i] = factor * contributions[order[i]];
            if (count < contributions.Length)
            {
                editor.Indices[i] = order[i];
            }
        }

        target = editor.Commit();
    }

    /// <summary>Writes the slots kept, in rising order, to the front.</summary>
    private int Choose(ReadOnlySpan<float> contributions, int[] order)
    {
        var values = contributions.ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(values, order);
        var below = 0;
        while (below < values.Length && values[below] < 0)
        {
            below++;
        }

        var above = values.Length;
        while (above > 0 && values[above - 1] > 0)
        {
            above--;
        }

        var negative = Math.Min(Negative, below);
        var positive = Math.Min(Positive, values.Length - above);
        Array.Copy(order, values.Length - positive, order, negative, positive);
        Array.Sort(order, 0, negative + positive);
        return negative + positive;
    }
}
