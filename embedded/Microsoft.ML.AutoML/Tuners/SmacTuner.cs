using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Model-based search: a forest learns the loss from the trials so far, and the points with the largest expected improvement are tried, in turn with
/// random ones. The first trial has the defaults, the ones that follow are random until there is enough to learn from.
/// </summary>
/// <remarks>Hutter, Hoos, Leyton-Brown, Sequential model-based optimization for general algorithm configuration, LION 5, 2011.</remarks>
internal sealed class SmacTuner : ITuner
{
    // Of the unit interval, as published.
    private const double NeighbourSpread = 0.2;
    private const int LongestWalk = 100;

    private readonly SearchSpace.SearchSpace _space;
    private readonly SmacOptions _options;
    private readonly Random _random;
    private readonly int?[] _steps;
    private readonly List<double[]> _points = [];
    private readonly List<double> _losses = [];
    private readonly Queue<double[]> _candidates = new();
    private int _proposed;

    /// <summary>A tuner.</summary>
    /// <param name="settings">The experiment's settings, with space and seed.</param>
    /// <param name="history">The trials of earlier runs; null for none.</param>
    /// <param name="options">How to search.</param>
    public SmacTuner(AutoMLExperiment.AutoMLExperimentSettings settings, TrialHistory? history, SmacOptions options)
    {
        _space = settings.SearchSpace;
        _options = options;
        _random = new Random(settings.Seed ?? Guid.NewGuid().GetHashCode());
        _steps = [.. Coordinates.Of(_space).Select(option => option.Step[0])];
        foreach (var trial in history?.Loaded ?? [])
        {
            Update(trial);
            _proposed++;
        }
    }

    public Parameter Propose(TrialSettings settings)
    {
        if (_proposed++ == 0)
        {
            return _space.SampleFromFeatureSpace(_space.Default!);
        }

        if (_losses.Count < _options.InitialPopulation)
        {
            return _space.SampleFromFeatureSpace(RandomPoint());
        }

        if (_candidates.Count == 0)
        {
            Refill();
        }

        return _space.SampleFromFeatureSpace(_candidates.Dequeue());
    }

    public void Update(TrialResult result)
    {
        _points.Add(_space.MappingToFeatureSpace(result.TrialSettings.Parameter));
        _losses.Add(result.Loss);
    }

    private void Refill()
    {
        // A failed trial counts as bad as the worst that succeeded, so that the model avoids its surroundings.
        var finite = _losses.Where(IsFinite).DefaultIfEmpty(0).ToArray();
        var (best, worst) = (finite.Min(), finite.Max());
        var losses = _losses.Select(loss => IsFinite(loss) ? loss : worst).ToArray();
        var forest = new SmacForest(_points, losses, _options, _random);
        var improvers = Improvers(forest, losses, best);
        for (var i = 0; i < _options.TrialsPerModel; i++)
        {
            _candidates.Enqueue(i % 2 == 0 && i / 2 < improvers.Count ? improvers[i / 2] : RandomPoint());
        }
    }

    /// <summary>The points that promise most: the ends of walks from the best trials, and the best of many random ones; none tried before.</summary>
    private List<double[]> Improvers(SmacForest forest, double[] losses, double best)
    {
        var starts = Enumerable.Range(0, losses.Length).OrderBy(i => losses[i]).Take(_options.LocalSearches).Select(i => _points[i]);
        var found = starts.Select(start => Walk(forest, start, best))
            .Concat(Enumerable.Range(0, _options.RandomPoints).Select(_ => RandomPoint()))
            .Select(point => (Point: point, Gain: forest.ExpectedImprovement(point, best)))
            .OrderByDescending(pair => pair.Gain);
        var known = _points.Select(Describe).ToHashSet(StringComparer.Ordinal);
        var chosen = new List<double[]>();
        foreach (var (point, _) in found)
        {
            if (known.Add(Describe(point)))
            {
                chosen.Add(point);
                if (chosen.Count > _options.TrialsPerModel / 2)
                {
                    break;
                }
            }
        }

        return chosen;
    }

    /// <summary>Goes to the best neighbour, which differs in one coordinate, as long as that promises more.</summary>
    private double[] Walk(SmacForest forest, double[] start, double best)
    {
        var gain = forest.ExpectedImprovement(start, best);
        for (var step = 0; step < LongestWalk; step++)
        {
            var (point, next) = Neighbours(start).Select(point => (point, forest.ExpectedImprovement(point, best))).DefaultIfEmpty((start, gain)).MaxBy(pair => pair.Item2);
            if (!(next > gain + _options.Epsilon))
            {
                break;
            }

            (start, gain) = (point, next);
        }

        return start;
    }

    private IEnumerable<double[]> Neighbours(double[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            for (var k = 0; k < _options.Neighbours; k++)
            {
                var neighbour = (double[])point.Clone();
                neighbour[i] = _steps[i] is null ? Near(point[i]) : _random.NextDouble();
                yield return neighbour;
            }
        }
    }

    /// <summary>Normally distributed around a position, within [0, 1].</summary>
    private double Near(double position)
    {
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Sin(2 * Math.PI * _random.NextDouble());
            if (position + (NeighbourSpread * normal) is >= 0 and <= 1 and var near)
            {
                return near;
            }
        }
    }

    private double[] RandomPoint() => [.. _steps.Select(_ => _random.NextDouble())];

    private string Describe(double[] point) => _space.SampleFromFeatureSpace(point).ToString();

    private static bool IsFinite(double loss) => double.IsFinite(loss) && loss < double.MaxValue;
}
