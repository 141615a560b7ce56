namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>Ends a block of a builder function, once.</summary>
internal sealed class BuilderScope(Action end) : IDisposable
{
    private Action? _end = end;

    public void Dispose()
    {
        _end?.Invoke();
        _end = null;
    }
}
