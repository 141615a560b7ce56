using System.Collections.Concurrent;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>
/// Several peers of one kind that work through a list of requests in the background, one process per core: for answers that take long and are no
/// timings. A peer that breaks costs the answer it broke at and is started anew.
/// </summary>
internal sealed class PeerPool : IDisposable
{
    // A peer that cannot work at all breaks at once each time.
    private const int MostBreaks = 20;
    private const int TellEvery = 60;
    private readonly Dictionary<string, TaskCompletionSource<double[]>> _answers;
    private readonly ConcurrentQueue<string> _requests;
    private readonly List<Thread> _threads = [];
    private readonly TextWriter _output;
    private int _working = Environment.ProcessorCount;
    private int _breaks;
    private int _done;

    /// <summary>Starts the peers; requests are taken in their order.</summary>
    public PeerPool(IEnumerable<string> requests, Func<PythonPeer?> start, TextWriter output)
    {
        _output = TextWriter.Synchronized(output);
        _requests = new(requests);
        _answers = _requests.Distinct().ToDictionary(r => r, _ => new TaskCompletionSource<double[]>(TaskCreationOptions.RunContinuationsAsynchronously), StringComparer.Ordinal);
        for (int i = _working; i > 0; i--)
        {
            var thread = new Thread(() => Work(start)) { IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Waits for an answer; null when the peer broke at it, which the output has told.</summary>
    public double[]? Answer(string request)
    {
        try
        {
            return _answers[request].Task.GetAwaiter().GetResult();
        }
        catch (Exception e) when (IsBreak(e))
        {
            return null;
        }
    }

    public void Dispose()
    {
        _requests.Clear();
        _threads.ForEach(t => t.Join());
    }

    private static bool IsBreak(Exception e) => e is InvalidOperationException or IOException or FormatException;

    private void Work(Func<PythonPeer?> start)
    {
        PythonPeer? peer = null;
        while (_breaks < MostBreaks && _requests.TryDequeue(out var request))
        {
            try
            {
                peer ??= start() ?? throw new InvalidOperationException("The peer could not be started.");
                _answers[request].SetResult(peer.Ask(request));
                int done = Interlocked.Increment(ref _done);
                if (done % TellEvery == 0)
                {
                    _output.WriteLine($"The peers have answered {done} of {_answers.Count} requests.");
                }
            }
            catch (Exception e) when (IsBreak(e))
            {
                _output.WriteLine($"A peer broke at '{request}': {e.Message}");
                _answers[request].SetException(e);
                Interlocked.Increment(ref _breaks);
                peer?.Dispose();
                peer = null;
            }
        }

        peer?.Dispose();
        if (Interlocked.Decrement(ref _working) == 0)
        {
            foreach (var answer in _answers.Values)
            {
                answer.TrySetException(new InvalidOperationException("No peer is left to answer."));
            }
        }
    }
}
