namespace MLNetTuning.Experiments.Running;

/// <summary>Some of many rows, evenly apart, for a look that need not see all.</summary>
internal static class EvenRows
{
    /// <summary>Row 0 and each after an equal step; all where there are fewer than twice the number asked for.</summary>
    /// <param name="all">Rows there are.</param>
    /// <param name="wanted">Rows at the least, where there are so many; fewer than twice as many come.</param>
    public static int[] Of(int all, int wanted)
    {
        var step = Math.Max(1, all / wanted);
        return [.. Enumerable.Range(0, all / step).Select(i => i * step)];
    }
}
