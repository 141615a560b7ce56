using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Metrics;

/// <summary>Checks what metrics are given and puts rows in score order.</summary>
internal static class MetricInput
{
    /// <summary>Throws when scores, labels and weights differ in length or there are none.</summary>
    public static void CheckLengths(int scores, int labels, int weights)
    {
        if (scores != labels)
        {
            throw new ArgumentException($"There are {scores} predictions but {labels} labels; give one label per prediction.");
        }

        if (weights != 0 && weights != labels)
        {
            throw new ArgumentException($"There are {labels} labels but {weights} weights; give one weight per label or none.");
        }

        if (labels == 0)
        {
            throw new ArgumentException("A metric of no rows has no meaning; give at least one row.");
        }
    }

    /// <summary>The label as a class number; anything else is refused.</summary>
    public static int Class(ReadOnlySpan<float> labels, int row, int classes)
    {
        var label = labels[row];
        var number = (int)label;
        if (number != label || number < 0 || number >= classes)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Label {label} in row {row} is not a class; labels are the whole numbers 0 to {classes - 1}."));
        }

        return number;
    }

    /// <summary>The weight of a row; 1 when there are no weights.</summary>
    public static double Weight(ReadOnlySpan<float> weights, int row) => weights.IsEmpty ? 1.0 : weights[row];

    /// <summary>True when a value is NaN; a metric of such predictions is NaN.</summary>
    public static bool HasNaN(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (float.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Row numbers by falling score, equal scores in row order.</summary>
    /// <param name="scores">Scores without NaN.</param>
    public static int[] OrderDescending(ReadOnlySpan<float> scores)
    {
        // One 64-bit key (order-reversed score above, row below) keeps the sort stable and free of a comparer.
        var keys = GC.AllocateUninitializedArray<ulong>(scores.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(scores[i] == 0 ? 0f : scores[i]);
            var rising = (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
            keys[i] = ((ulong)~rising << 32) | (uint)i;
        }

        KeySort.Sort(keys);
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = (int)(uint)keys[i];
        }

        return order;
    }
}
