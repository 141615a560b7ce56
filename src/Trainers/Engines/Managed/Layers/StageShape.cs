using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The sizes of a stage and what it computes.</summary>
/// <param name="Layer">Number that its dropped units depend on; no two stages with dropout have the same.</param>
/// <param name="Width">Columns.</param>
/// <param name="Copies">Rows for each row of the batch.</param>
/// <param name="Groups">Sets of parameters, among which the copies are divided.</param>
internal sealed record StageShape(int Layer, int Width, int Copies, int Groups)
{
    /// <summary>Whether all groups read the same source, which has a row for each of the batch.</summary>
    public bool SharesSource { get; init; }

    public Activation Activation { get; init; } = Activation.Identity;

    /// <summary>The dropout of the network's description, or null where units are never dropped, whatever a session's dropout is set to.</summary>
    public float? Dropout { get; init; }
}
