using System.Runtime.ExceptionServices;

namespace MLNetTuning.Trainers.Numerics;

/// <summary>
/// Runs short pieces of work on the caller and on pooled threads, without allocating. The caller works too and waits only for pieces that are
/// under way: a thread that comes late, on a busy machine, finds nothing left to do.
/// </summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class WorkTeam
{
    // A place no piece has: between two runs nothing can be taken.
    private const int Closed = 1 << 30;

    // A helper stays awake for some 30 microseconds, as runs often follow each other closely and waking takes about as long.
    private const int Turns = 80;
    private const int SpinsOfATurn = 10;

    private readonly Helper[] _helpers;
    private Action<int, int>? _body;
    private int _pieces;
    private int _next = Closed;
    private int _unfinished;
    private Exception? _error;

    /// <param name="threads">Threads, the caller's included, 1 or more.</param>
    public WorkTeam(int threads)
    {
        _helpers = new Helper[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(this, i + 1);
        }
    }

    /// <summary>Threads, the caller's included.</summary>
    public int Threads => _helpers.Length + 1;

    /// <summary>Runs all pieces and returns when they are done.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="body">Is given the worker, 0 (the caller) to <see cref="Threads"/> - 1, and the piece. No two pieces have the same worker at a time.</param>
    public void Run(int pieces, Action<int, int> body)
    {
        if (Threads == 1 || pieces <= 1)
        {
            for (var piece = 0; piece < pieces; piece++)
            {
                body(0, piece);
            }

            return;
        }

        _body = body;
        _error = null;
        _pieces = pieces;
        _unfinished = pieces;
        Volatile.Write(ref _next, 0);
        for (var i = 0; i < Math.Min(_helpers.Length, pieces - 1); i++)
        {
            _helpers[i].Call();
        }

        TakePieces(0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        Volatile.Write(ref _next, Closed);
        if (_error is not null)
        {
            ExceptionDispatchInfo.Throw(_error);
        }
    }

    private void TakePieces(int worker)
    {
        // Not counted up while there is nothing to take.
        if (Volatile.Read(ref _next) >= Closed)
        {
            return;
        }

        int piece;
        while ((piece = Interlocked.Increment(ref _next) - 1) < _pieces)
        {
            try
            {
                _body!(worker, piece);
            }
            catch (Exception e)
            {
                Note(e);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    // A real error counts before a cancellation.
    private void Note(Exception error)
    {
        lock (_helpers)
        {
            _error = _error is null or OperationCanceledException ? error : _error;
        }
    }

    private sealed class Helper(WorkTeam team, int worker) : IThreadPoolWorkItem
    {
        private int _isCalled;

        public void Call()
        {
            if (Interlocked.Exchange(ref _isCalled, 1) == 0)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        // Called late, it may find the pieces of a later run: they are as good.
        public void Execute()
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                team.TakePieces(worker);
                Thread.SpinWait(SpinsOfATurn);
            }

            Volatile.Write(ref _isCalled, 0);
        }
    }
}
