namespace MLNetTuning.Trainers.Encoding;

/// <summary>Sorts the values of a column; zeros, of which one-hot columns mostly consist, are counted instead.</summary>
internal static class ColumnSort
{
    /// <param name="values">[in and out] Values that are not NaN.</param>
    public static void Sort(Span<float> values)
    {
        int others = 0, negative = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value != 0)
            {
                values[others++] = value;
                negative += value < 0 ? 1 : 0;
            }
        }

        var zeros = values.Length - others;
        values[..others].Sort();
        values[negative..others].CopyTo(values[(negative + zeros)..]);
        values.Slice(negative, zeros).Clear();
    }
}
