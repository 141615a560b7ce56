using MLNetTuning.Sweepers.Samplers.Gaussian;
using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>
/// Bayesian optimization with a Gaussian process: Matern 5/2 kernel with a length for each parameter, fitted settings, and the point of the largest
/// expected improvement. For dear trials and up to some hundred of them.
/// </summary>
/// <remarks>
/// Jones, Schonlau, Welch: Efficient global optimization, J. Global Optimization 13 (1998). Learns from the largest budget on which at least
/// <see cref="GpOptions.StartupTrials"/> trials have a value. Running trials are believed to end as expected (Ginsbourger et al. 2010), so that
/// parallel draws keep apart.
/// </remarks>
public sealed class GpSampler : ISampler
{
    private readonly GpOptions _options;
    private readonly RandomSampler _random = new();
    private readonly ObservationLog _log = new();
    private DensePoints? _space;
    private DistanceRule? _distance;
    private (ObservationTable Table, int Count, KernelSettings Settings)? _fitted;

    /// <summary>A Gaussian process sampler.</summary>
    /// <param name="options">How it learns; defaults when null.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message lists every violation.</exception>
    public GpSampler(GpOptions? options = null)
    {
        _options = options ?? new GpOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    public void Check(SearchSpace space) => ArgumentNullException.ThrowIfNull(space);

    /// <inheritdoc/>
    public Configuration? Sample(SamplingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _log.Update(context);
        if (context.Space.Parameters.Count == 0 || context.Space.Cardinality <= context.KnownCount || _log.Largest(_options.StartupTrials) is not { } table)
        {
            return _random.Sample(context);
        }

        _space ??= new DensePoints(context.Space);
        _distance ??= new DistanceRule(_space.Dimensions);
        var (points, targets) = Data(table, table.Count);
        double best = targets.Min();
        var process = Believe(context, points, targets, Settings(table));
        var search = new AcquisitionSearch(_space, new SeededRandom(context.Seed, context.Index));
        int[] order = [.. Enumerable.Range(0, targets.Length).OrderBy(i => targets[i])];
        var found = search.Run(
            candidates => [.. process.Predict(candidates).Select(p => LogExpectedImprovement.Of(p.Mean, p.Deviation, best))],
            [.. order.Take(GpDefaults.LocalParents).Select(i => points[i])]);
        return found.Select(_space.Configuration).FirstOrDefault(c => !context.IsKnown(c)) ?? _random.Sample(context);
    }

    private GaussianProcess Believe(SamplingContext context, List<double[]> points, double[] targets, KernelSettings settings)
    {
        var process = GaussianProcess.Of(points, targets, _distance!, settings);
        var open = _log.Open(context).ConvertAll(_space!.Fill);
        return open.Count == 0
            ? process
            : GaussianProcess.Of([.. points, .. open], [.. targets, .. process.Predict(open).Select(p => p.Mean)], _distance!, settings);
    }

    // Fitted to the first trials of a round number, each time from the same start: a sampler that is new to the study finds the same settings.
    private KernelSettings Settings(ObservationTable table)
    {
        int step = Math.Max(1, table.Count / 20), count = table.Count - table.Count % step;
        if (_fitted is not { } known || known.Table != table || known.Count != count)
        {
            var (points, targets) = Data(table, count);
            var settings = SettingsFit.Run(new MarginalLikelihood(points, targets, _distance!), KernelSettings.Start(_distance!.Dimensions), GpDefaults.FitSteps);
            _fitted = known = (table, count, settings);
        }

        return known.Settings;
    }

    private (List<double[]> Points, double[] Targets) Data(ObservationTable table, int count)
    {
        IEnumerable<int> rows = table.ByAge.Take(count);
        if (count > _options.MostObservations)
        {
            int half = _options.MostObservations / 2;
            var newest = table.ByAge.Take(count).TakeLast(half).ToHashSet();
            var known = table.ByAge.Take(count).ToHashSet();
            newest.UnionWith(table.ByLoss.Where(known.Contains).Where(row => !newest.Contains(row)).Take(half).ToList());
            rows = rows.Where(newest.Contains);
        }

        var chosen = rows.Select(row => table[row]).ToList();
        return (chosen.ConvertAll(o => _space!.Fill(o.Point)), TargetScaling.Standardize([.. chosen.Select(o => o.Loss)]));
    }
}
