namespace MLNetTuning.Trainers.Boosting.Predicting;

/// <summary>A node with a category set as what it takes away from rows that go right.</summary>
internal readonly record struct RowSet(CategoryLookup Codes, int Tree, ulong Mask);
