using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Frugal;

/// <summary>A local search with what it has cost.</summary>
/// <param name="Stratum">The value it searches under; null when nothing is stratified.</param>
/// <param name="Search">Where it stands.</param>
/// <param name="Record">What it has cost and brought.</param>
internal sealed record FrugalThread(ParameterValue? Stratum, LocalSearch Search, ImprovementRecord Record)
{
    public FrugalThread With(double[] point, double loss, double cost) => this with { Search = Search.With(point, loss), Record = Record.With(loss, cost) };
}
