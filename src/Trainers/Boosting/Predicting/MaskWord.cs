namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>Up to 32 neighbouring leaves of a tree, and the nodes that can take some of them away, in three runs.</summary>
/// <param name="First">The first node that sends missing values right.</param>
/// <param name="MissingLeft">The first node that sends missing values left.</param>
/// <param name="Sets">The first node with a category set.</param>
/// <param name="End">Behind the last node.</param>
internal readonly record struct MaskWord(int First, int MissingLeft, int Sets, int End);
