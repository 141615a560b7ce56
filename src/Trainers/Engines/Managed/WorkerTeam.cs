namespace MLNetTuning.Trainers.Engines.Managed;

/// <summary>
/// Threads that run one piece of work together and wait for each other inside it. Waits spin: they come every few tens of microseconds.
/// A team of one is the calling thread alone.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _starts;
    private readonly CountdownEvent _ended;
    private Action<int>? _work;
    private Exception? _error;
    private volatile int _phase;
    private volatile bool _isDisposed;
    private int _arrived;

    public WorkerTeam(int size)
    {
        Size = size;
        _threads = new Thread[size - 1];
        _starts = new SemaphoreSlim[size - 1];
        _ended = new CountdownEvent(Math.Max(1, size - 1));
        for (var i = 0; i < _threads.Length; i++)
        {
            var index = i;
            _starts[i] = new SemaphoreSlim(0);
            _threads[i] = new Thread(() => Serve(index)) { IsBackground = true, Name = $"network worker {i + 1}" };
            _threads[i].Start();
        }
    }

    public int Size { get; }

    /// <summary>Runs the work on every worker, this thread being worker 0, and returns when all are done.</summary>
    public void Run(Action<int> work)
    {
        if (Size == 1)
        {
            work(0);
            return;
        }

        _work = work;
        _error = null;
        _arrived = 0;
        _ended.Reset();
        foreach (var start in _starts)
        {
            start.Release();
        }

        Guard(0);
        _ended.Wait();
        if (_error is not null)
        {
            throw new InvalidOperationException($"A training worker failed: {_error.Message}", _error);
        }
    }

    /// <summary>Waits until every worker got here.</summary>
    public void Wait(int worker)
    {
        if (Size == 1)
        {
            return;
        }

        var phase = _phase;
        if (Interlocked.Increment(ref _arrived) == Size)
        {
            _arrived = 0;
            _phase = phase + 1;
            return;
        }

        var spins = 0;
        while (_phase == phase)
        {
            if (Volatile.Read(ref _error) is not null)
            {
                throw new OperationCanceledException($"Worker {worker} stopped because another failed.");
            }

            if (++spins < 300)
            {
                Thread.SpinWait(8);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var start in _starts)
        {
            start.Release();
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var start in _starts)
        {
            start.Dispose();
        }

        _ended.Dispose();
    }

    private void Serve(int index)
    {
        while (true)
        {
            _starts[index].Wait();
            if (_isDisposed)
            {
                return;
            }

            Guard(index + 1);
            _ended.Signal();
        }
    }

    private void Guard(int worker)
    {
        try
        {
            _work!(worker);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _error, exception, null);
        }
    }
}
