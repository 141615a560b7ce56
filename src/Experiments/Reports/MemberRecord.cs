namespace MLNetTuning.Experiments.Reports;

/// <summary>A member of a kept result.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="Weight">Its share.</param>
internal sealed record MemberRecord(int Trial, double Weight);
