namespace MLNetTuning.Experiments.Reports;

/// <summary>A kept <see cref="ColumnImportance"/>.</summary>
internal sealed record ImportanceRecord(IReadOnlyList<string> Names, IReadOnlyList<double> Losses, int Rows, int Unmeasured);
