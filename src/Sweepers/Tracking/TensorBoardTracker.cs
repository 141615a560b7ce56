namespace MLNetTuning.Sweepers.Tracking;

/// <summary>
/// Tracks runs as TensorBoard event files, a folder per run: FOLDER/GROUP/NAME/events.out.tfevents.*. <c>tensorboard --logdir FOLDER</c> shows metrics as scalars
/// and settings in the hparams tab, while they happen.
/// </summary>
/// <remarks>TensorBoard holds scalars in single precision; <see cref="JsonLinesTracker"/> keeps all digits. A run that goes on gets another file in its folder.</remarks>
public sealed class TensorBoardTracker : ITracker
{
    private readonly string _folder;
    private readonly TimeProvider _clock;

    /// <summary>A tracker into a folder.</summary>
    /// <param name="folder">The folder; made when the first run starts.</param>
    /// <param name="clock">The clock of times; the system's when null.</param>
    public TensorBoardTracker(string folder, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = folder;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public ITrackedRun Start(TrackedRunInfo run)
    {
        string folder = TrackingPaths.Of(_folder, run);
        Directory.CreateDirectory(folder);
        return new TensorBoardRun(folder, run, _clock);
    }
}
