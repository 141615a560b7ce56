using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>A parameter as models see it: a unit interval, whole or cut into the parts its values own.</summary>
internal sealed class Dimension
{
    // With more values than this a range is as good as continuous: a part is then about as narrow as the narrowest kernel.
    private const int MostCells = 64;
    private readonly double[] _edges;

    public Dimension(Parameter parameter)
    {
        Parameter = parameter;
        Kind = parameter switch
        {
            ChoiceParameter { Ordered: false } or BoolParameter => DimensionKind.Categories,
            { Cardinality: <= MostCells } => DimensionKind.Cells,
            _ => DimensionKind.Continuous,
        };
        Count = Kind == DimensionKind.Continuous ? 0 : (int)parameter.Cardinality!.Value;
        _edges = Kind == DimensionKind.Continuous ? [] : Edges(parameter, Count);
    }

    public Parameter Parameter { get; }

    public DimensionKind Kind { get; }

    /// <summary>The number of values; 0 for a continuous one.</summary>
    public int Count { get; }

    /// <summary>The value that owns a coordinate, from 0.</summary>
    public int CellOf(double unit)
    {
        int found = Array.BinarySearch(_edges, unit);
        return Math.Clamp(found >= 0 ? found : ~found - 1, 0, Count - 1);
    }

    /// <summary>Where the part of a value begins; that of <see cref="Count"/> is the end.</summary>
    public double Edge(int cell) => _edges[cell];

    public double Middle(int cell) => 0.5 * (_edges[cell] + _edges[cell + 1]);

    /// <summary>The coordinate itself, or the middle of the part it lies in.</summary>
    public double Snap(double unit) => Kind == DimensionKind.Continuous ? unit : Middle(CellOf(unit));

    private static double[] Edges(Parameter parameter, int count)
    {
        var edges = new double[count + 1];
        for (int i = 1; i < count; i++)
        {
            edges[i] = parameter is IntParameter { Scale: Scale.Log, StepFactor: null } whole
                ? ScaleMap.Position(Scale.Log, whole.Min - 0.5, whole.Max + 0.5, whole.Min + i - 0.5)
                : (double)i / count;
        }

        edges[count] = 1;
        return edges;
    }
}
