using Microsoft.ML;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>Applies a model to single objects from any number of threads at once; got by <c>ml.Tuning().CreatePredictionPool</c>.</summary>
/// <remarks>
/// A prediction engine serves one thread at a time. The pool makes engines as they are needed, never more than <see cref="Capacity"/>, and lends one for
/// each call; a call that finds all of them busy waits for the first to come back.
/// </remarks>
/// <typeparam name="TInput">The class of the input.</typeparam>
/// <typeparam name="TOutput">The class of the output.</typeparam>
public sealed class PredictionPool<TInput, TOutput> : IDisposable
    where TInput : class
    where TOutput : class, new()
{
    /// <summary>The most engines a pool may hold.</summary>
    internal const int MostEngines = 1024;

    private readonly Func<PredictionEngine<TInput, TOutput>> _make;
    private readonly PredictionEngine<TInput, TOutput>?[] _idle;
    private readonly SemaphoreSlim _free;
    private readonly Lock _making = new();
    private volatile bool _disposed;

    internal PredictionPool(Func<PredictionEngine<TInput, TOutput>> make, int capacity)
    {
        if (capacity is < 1 or > MostEngines)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A pool holds 1 to {MostEngines} engines; as many as there are threads that score at once are enough.");
        }

        _make = make;
        _idle = new PredictionEngine<TInput, TOutput>?[capacity];
        _free = new SemaphoreSlim(capacity, capacity);

        // A model and classes that do not fit are refused now, not at the first call.
        _idle[0] = make();
        OutputSchema = _idle[0]!.OutputSchema;
    }

    /// <summary>The most engines there can be, and so the most calls that run at once.</summary>
    public int Capacity => _idle.Length;

    /// <summary>The schema after the model.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Applies the model. Safe to call from many threads.</summary>
    /// <param name="example">The input.</param>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TOutput Predict(TInput example)
    {
        var result = new TOutput();
        Predict(example, ref result);
        return result;
    }

    /// <summary>Applies the model. Safe to call from many threads, each with an output of its own.</summary>
    /// <param name="example">The input.</param>
    /// <param name="prediction">Receives the output; made where null.</param>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void Predict(TInput example, ref TOutput prediction)
    {
        ArgumentNullException.ThrowIfNull(example);
        ObjectDisposedException.ThrowIf(_disposed, this);
        _free.Wait();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var engine = Take();
            try
            {
                engine.Predict(example, ref prediction);
            }
            catch
            {
                // What a failed call left in the engine is unknown: the next one starts with a new engine.
                engine.Dispose();
                throw;
            }

            GiveBack(engine);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Disposes the engines; calls under way end as usual, later ones are refused. The model stays.</summary>
    public void Dispose()
    {
        _disposed = true;
        for (var i = 0; i < _idle.Length; i++)
        {
            Interlocked.Exchange(ref _idle[i], null)?.Dispose();
        }
    }

    private PredictionEngine<TInput, TOutput> Take()
    {
        // Processors start at places of their own, so that they seldom reach for the same engine.
        var start = Place();
        for (var i = 0; i < _idle.Length; i++)
        {
            ref var place = ref _idle[(start + i) % _idle.Length];
            if (Volatile.Read(ref place) is not null && Interlocked.Exchange(ref place, null) is { } engine)
            {
                return engine;
            }
        }

        lock (_making)
        {
            return _make();
        }
    }

    private void GiveBack(PredictionEngine<TInput, TOutput> engine)
    {
        var start = Place();
        for (var i = 0; i < _idle.Length; i++)
        {
            ref var place = ref _idle[(start + i) % _idle.Length];
            if (Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, engine, null) is null)
            {
                // Disposed meanwhile: the engine would be left behind.
                if (_disposed)
                {
                    Interlocked.Exchange(ref place, null)?.Dispose();
                }

                return;
            }
        }

        engine.Dispose();
    }

    private int Place() => Thread.GetCurrentProcessorId() % _idle.Length;
}
