using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Tuning;

/// <summary>One trial as it is to be run.</summary>
/// <param name="Number">Its number in reports: ML.NET's, or the study's.</param>
/// <param name="Trial">The study's trial.</param>
/// <param name="Book">The search it belongs to.</param>
/// <param name="Beat">Called while it trains, from several threads; null for nobody.</param>
internal sealed record SearchTrial(int Number, Trial Trial, TrialBook Book, Action? Beat = null);
