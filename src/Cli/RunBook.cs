using MLNetTuning.Experiments;

namespace MLNetTuning.Cli;

/// <summary>Keeps the state of a run's folder up to date while it runs: a session that is killed is known to have taken its time.</summary>
internal sealed class RunBook : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly RunFolder _folder;
    private readonly double _before;
    private readonly TimeSpan _used;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ITimer _timer;
    private RunState _state;
    private bool _isOver;

    /// <summary>Writes the state at once, and from then on every two seconds.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="state">The state at the start.</param>
    /// <param name="used">How long the program has been running.</param>
    internal RunBook(RunFolder folder, RunState state, TimeSpan used)
    {
        (_folder, _state, _used, _before) = (folder, state, used, state.SecondsUsed);
        folder.Write(state);
        _timer = TimeProvider.System.CreateTimer(_ => Tick(), null, Every, Every);
    }

    internal RunState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>Notes which data it is.</summary>
    internal void SetData(string sha256) => Set(state => state with { DataSha256 = sha256 });

    /// <summary>Notes the end of a run that made its model.</summary>
    internal RunState Finish(ExperimentResult result)
    {
        Set(state => state.With(result), isOver: true);
        return State;
    }

    /// <summary>Notes the end of a run that made none. What failed may be the folder itself.</summary>
    internal void Fail(Exception error)
    {
        try
        {
            Set(state => state with { State = RunState.Failed, Error = error.Message }, isOver: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that ended the run is told; this one follows from it.
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _isOver = true;
        }
    }

    private void Tick()
    {
        try
        {
            Set(state => state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one may succeed; the search needs it not.
        }
    }

    private void Set(Func<RunState, RunState> change, bool isOver = false)
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _state = change(_state) with { SecondsUsed = Math.Round(_before + (_used + TimeProvider.System.GetElapsedTime(_start)).TotalSeconds, 2) };
                _isOver = isOver;
                _folder.Write(_state);
            }
        }
    }
}
