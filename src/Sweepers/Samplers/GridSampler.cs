using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>Walks a grid, each range on its own scale. The order depends on nothing but the draw's number, so a walk can be resumed.</summary>
/// <remarks>A grid above the cap is walked in strides of the golden section, coprime to its size: no point twice, all of it covered evenly.</remarks>
public sealed class GridSampler : ISampler
{
    private readonly GridOptions _options;
    private GridIndex? _grid;
    private long _stride = 1;
    private long _next;

    /// <summary>A grid sampler.</summary>
    /// <param name="options">How fine the grid is; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public GridSampler(GridOptions? options = null)
    {
        _options = options ?? new GridOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var unknown = _options.LevelsByParameter.Keys.Where(name => !space.TryGet(name, out _)).Order(StringComparer.Ordinal).ToList();
        Messages.ThrowIfAny(nameof(GridOptions), [.. unknown.Select(name => $"LevelsByParameter names '{name}', which the search space does not have.")]);
        _grid = new GridIndex(space, _options.Levels, _options.LevelsByParameter);
        _stride = _grid.Count <= _options.MaxTrials ? 1 : GoldenStride(_grid.Count);
        _next = 0;
    }

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_grid is null)
        {
            Check(context.Space);
        }

        // Points that were tried as initial configurations, or before a restart, are passed over.
        for (; _next < _grid!.Count; _next++)
        {
            var point = _grid.At((long)((Int128)_next * _stride % _grid.Count));
            if (!context.IsKnown(point))
            {
                return point;
            }
        }

        return null;
    }

    private static long GoldenStride(long count)
    {
        long stride = Math.Max(1, (long)(count * 0.6180339887498949));
        while (Gcd(stride, count) != 1)
        {
            stride++;
        }

        return stride;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
