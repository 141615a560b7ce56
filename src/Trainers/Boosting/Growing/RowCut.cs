namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Where the rows of a node go.</summary>
/// <param name="Feature">Number among the columns that can be split.</param>
/// <param name="GoesLeft">1 per bin that goes left, else 0; 256 entries.</param>
/// <param name="BuildLeft">Whether the left child is the one whose histogram is built on the way, else the right one.</param>
internal readonly record struct RowCut(int Feature, byte[] GoesLeft, bool BuildLeft);
