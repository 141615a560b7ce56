using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Models;

/// <summary>Points as a model of all dimensions needs them: discrete coordinates in the middle of their part, inactive ones at the parameter's default.</summary>
internal sealed class DensePoints
{
    private readonly SearchSpace _space;
    private readonly Dimension[] _dimensions;
    private readonly double[] _defaults;

    public DensePoints(SearchSpace space)
    {
        _space = space;
        _dimensions = [.. space.Parameters.Select(p => new Dimension(p))];
        _defaults = [.. _dimensions.Select(d => d.Snap(d.Parameter.ToUnit(d.Parameter.DefaultValue)))];
    }

    public IReadOnlyList<Dimension> Dimensions => _dimensions;

    /// <summary>The dense form of a point with NaN where a parameter is inactive.</summary>
    public double[] Fill(double[] point) => [.. point.Select((v, d) => double.IsNaN(v) ? _defaults[d] : _dimensions[d].Snap(v))];

    /// <summary>The dense form of a point of the whole cube.</summary>
    public double[] Settle(double[] point)
    {
        var settled = (double[])_defaults.Clone();
        _space.Visit((_, d) => settled[d] = _dimensions[d].Snap(point[d]));
        return settled;
    }

    public Configuration Configuration(double[] point) => _space.Build((parameter, d) => parameter.FromUnit(point[d]));
}
