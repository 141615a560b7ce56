using System.Runtime.ExceptionServices;

namespace MLNetTuning.Trainers.Numerics;

/// <summary>Runs independent pieces on a number of threads, or in place when there is one.</summary>
internal static class Work
{
    public static void For(int pieces, int threads, Action<int> body)
    {
        if (threads <= 1 || pieces <= 1)
        {
            for (var i = 0; i < pieces; i++)
            {
                body(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
        }
        catch (AggregateException e)
        {
            // The caller sees what the body threw, as with one thread; a real error counts before a cancellation.
            ExceptionDispatchInfo.Throw(e.InnerExceptions.FirstOrDefault(x => x is not OperationCanceledException) ?? e.InnerExceptions[0]);
        }
    }
}
