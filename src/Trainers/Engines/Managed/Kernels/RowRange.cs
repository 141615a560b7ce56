namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The rows one worker takes.</summary>
internal readonly record struct RowRange(int Start, int Count)
{
    /// <summary>The share of worker <paramref name="worker"/> of <paramref name="workers"/>; shares start at multiples of <paramref name="step"/>.</summary>
    public static RowRange Share(int rows, int worker, int workers, int step = 1)
    {
        var start = Boundary(rows, worker, workers, step);
        return new RowRange(start, Boundary(rows, worker + 1, workers, step) - start);
    }

    private static int Boundary(int rows, int worker, int workers, int step) =>
        worker == workers ? rows : (int)((long)rows * worker / workers / step * step);
}
