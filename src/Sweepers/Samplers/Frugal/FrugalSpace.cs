using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Frugal;

/// <summary>A space as local searches see it: which parameters have a direction, where a search begins, which values have searches of their own.</summary>
internal sealed class FrugalSpace
{
    private readonly SearchSpace _space;

    public FrugalSpace(SearchSpace space, string? stratifyBy)
    {
        _space = space;
        Dimension[] dimensions = [.. space.Parameters.Select(p => new Dimension(p))];
        IsRange = [.. dimensions.Select(d => d.Kind != DimensionKind.Categories)];
        HalfCells = [.. dimensions.Select(HalfCell)];
        StratumIndex = stratifyBy is null ? -1 : space.Parameters.ToList().FindIndex(p => p.Name == stratifyBy);
        Starts = StratumIndex < 0
            ? [space.LowCost]
            : [.. space.Parameters[StratumIndex].Levels(int.MaxValue).Select(Start)];
    }

    /// <summary>Which parameters have a direction.</summary>
    public IReadOnlyList<bool> IsRange { get; }

    /// <summary>How far a value's coordinate may be from where a step ended: half of what the value owns, all of the range where there is no direction.</summary>
    public IReadOnlyList<double> HalfCells { get; }

    /// <summary>The parameter that stratifies; -1 for none.</summary>
    public int StratumIndex { get; }

    /// <summary>The cheap configurations to begin with, one for each value that has searches of its own.</summary>
    public IReadOnlyList<Configuration> Starts { get; }

    public ParameterValue? Stratum(Configuration configuration) => StratumIndex < 0 ? (ParameterValue?)null : configuration[_space.Parameters[StratumIndex].Name];

    private static double HalfCell(Dimension dimension) => dimension.Kind switch
    {
        DimensionKind.Categories => 1,
        DimensionKind.Cells => Enumerable.Range(0, dimension.Count).Max(c => dimension.Edge(c + 1) - dimension.Edge(c)) / 2,
        _ => dimension.Parameter.Cardinality is long count ? 0.5 / count : 0,
    };

    private Configuration Start(ParameterValue value) => _space.Build((parameter, i) => i == StratumIndex ? value : parameter.LowCost ?? parameter.DefaultValue);
}
