namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>The nodes that look at one column: those with thresholds by rising threshold, then those with category sets.</summary>
/// <param name="Column">The column.</param>
/// <param name="Lowest">The lowest threshold: a value at or below it goes left everywhere. NaN where there are sets, which ask every value.</param>
/// <param name="First">The first node with a threshold.</param>
/// <param name="Count">How many there are.</param>
/// <param name="FirstSet">The first node with a set.</param>
/// <param name="SetCount">How many there are.</param>
internal readonly record struct RowColumn(int Column, float Lowest, int First, int Count, int FirstSet, int SetCount);
