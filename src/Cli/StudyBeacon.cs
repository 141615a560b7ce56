namespace MLNetTuning.Cli;

/// <summary>Tells workers what the experiment is, again every few seconds as long as its process lives, and how it ended.</summary>
/// <param name="board">Where they read it.</param>
/// <param name="state">The run's state as it is now.</param>
internal sealed class StudyBeacon(StudyBoard board, Func<RunState> state) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    // A model that stands waits no longer for a store that is gone.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private DateTimeOffset? _searchEndsAt;
    private RunState? _last;
    private bool _isLit;

    /// <summary>Begins: workers may join.</summary>
    /// <param name="left">The time the search has left; null for no limit.</param>
    internal void Start(TimeSpan? left)
    {
        _searchEndsAt = left is null ? null : board.Now() + left;
        Post();
        _isLit = true;
        _ = RepeatAsync();
    }

    /// <summary>Tells how it ended, where it was begun; what the store does not take is not told.</summary>
    internal async Task EndAsync(RunState last)
    {
        if (!_isLit)
        {
            return;
        }

        _last = last;
        await _end.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.Run(Post).WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (Exception e) when (IsLoss(e))
        {
            // Workers hear nothing more, and end by that.
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <summary>Whether an error means that a store cannot be reached or used.</summary>
    internal static bool IsLoss(Exception error) => error is System.Data.Common.DbException or TimeoutException or InvalidOperationException;

    private async Task RepeatAsync()
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false))
            {
                try
                {
                    Post();
                }
                catch (Exception e) when (IsLoss(e))
                {
                    // The next one may succeed; the search needs it not.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // It is told how the experiment ended.
        }
    }

    // The state is taken inside: the last word is never followed by an earlier one.
    private void Post()
    {
        lock (_gate)
        {
            board.Post((_last ?? state()) with { SearchEndsAt = _searchEndsAt });
        }
    }
}
