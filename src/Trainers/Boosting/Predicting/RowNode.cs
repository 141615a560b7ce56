namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>A node as what it takes away from rows that go right.</summary>
/// <param name="Mask">0 for each leaf that a row going right cannot reach.</param>
/// <param name="Tree">The tree it belongs to.</param>
/// <param name="MissingGoesLeft">Whether a row without the value goes left.</param>
internal readonly record struct RowNode(ulong Mask, int Tree, bool MissingGoesLeft);
