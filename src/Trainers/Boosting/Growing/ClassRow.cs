namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>What one drawn row adds to the class sums of a node.</summary>
/// <param name="Weight">Its weight times how often it was drawn.</param>
/// <param name="Class">Its class.</param>
/// <param name="Times">How often it was drawn.</param>
internal readonly record struct ClassRow(float Weight, ushort Class, ushort Times);
