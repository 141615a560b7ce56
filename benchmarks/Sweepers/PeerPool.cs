using System.Collections.Concurrent;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>
/// Several peers of one kind that work through a list of requests in the background, one process per core: for answers that take long and are no
/// timings.
/// </summary>
internal sealed class PeerPool : IDisposable
{
    private readonly Dictionary<string, TaskCompletionSource<double[]>> _answers;
    private readonly ConcurrentQueue<string> _requests;
    private readonly List<Thread> _threads = [];
    private int _working = Environment.ProcessorCount;

    /// <summary>Starts the peers; requests are taken in their order.</summary>
    public PeerPool(IEnumerable<string> requests, Func<PythonPeer?> start)
    {
        _requests = new(requests);
        _answers = _requests.Distinct().ToDictionary(r => r, _ => new TaskCompletionSource<double[]>(TaskCreationOptions.RunContinuationsAsynchronously), StringComparer.Ordinal);
        for (int i = _working; i > 0; i--)
        {
            var thread = new Thread(() => Work(start)) { IsBackground = true };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Waits for an answer.</summary>
    public double[] Answer(string request) => _answers[request].Task.GetAwaiter().GetResult();

    public void Dispose()
    {
        _requests.Clear();
        _threads.ForEach(t => t.Join());
    }

    private void Work(Func<PythonPeer?> start)
    {
        using var peer = start();
        while (peer is not null && _requests.TryDequeue(out var request))
        {
            try
            {
                _answers[request].SetResult(peer.Ask(request));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or FormatException)
            {
                _answers[request].SetException(e);
                break;
            }
        }

        if (Interlocked.Decrement(ref _working) == 0)
        {
            foreach (var answer in _answers.Values)
            {
                answer.TrySetException(new InvalidOperationException("No peer is left to answer."));
            }
        }
    }
}
