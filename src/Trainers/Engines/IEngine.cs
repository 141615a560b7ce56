using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>What trains networks. Safe to use from many threads; each session belongs to one at a time.</summary>
public interface IEngine
{
    /// <summary>A short name, such as <c>managed</c>.</summary>
    string Name { get; }

    /// <summary>Starts training one network; no epoch is run yet.</summary>
    /// <param name="spec">What the network is.</param>
    /// <param name="options">How it is trained.</param>
    /// <param name="train">The rows it learns from; kept, not copied, and not to be changed while the session lives.</param>
    /// <param name="validation">The rows early stopping and best weights look at, or null; kept likewise.</param>
    /// <returns>The session, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">Spec, options or data cannot be used; the message says what, where and why.</exception>
    TrainingSession Start(NetworkSpec spec, TrainingOptions options, TrainingData train, TrainingData? validation);
}
