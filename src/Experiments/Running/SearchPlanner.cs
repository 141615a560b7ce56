using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>Decides what is tried next: the portfolio, then neighbours of the best, from the families that help the ensemble most. Used under the engine's lock but for <see cref="Plan"/>.</summary>
/// <param name="room">What does not change.</param>
/// <param name="first">Configurations tried before the portfolio: the best of an earlier study.</param>
internal sealed class SearchPlanner(SearchRoom room, IReadOnlyList<Candidate> first)
{
    private const double LeastShare = 0.1;
    private const int ShareRows = 4000;
    private const int MostEpochs = 256;
    private const int EnoughEpochs = 64;
    private const int FewestEpochs = 8;
    private const int MeasuredRows = 5000;
    private const double PartOfRest = 0.5;

    private readonly Queue<Candidate> _portfolio = new(first.Concat(Portfolio.For(room)));
    private readonly Random _random = new(room.Settings.Seed);
    private readonly Dictionary<ModelFamily, double> _spent = [];
    private readonly Dictionary<string, double> _costs = [];
    private readonly HashSet<Candidate> _known = [];
    private Dictionary<ModelFamily, double> _shares = [];
    private int _sharesOf;
    private int _networks;

    /// <summary>Members of the ensemble that was last made of what there is.</summary>
    public int Members { get; private set; }

    /// <summary>The next configuration, or null when none is worth the time left.</summary>
    /// <param name="models">What has ended.</param>
    /// <param name="open">What runs.</param>
    public PlannedCandidate? Next(IReadOnlyList<ModelRecord> models, IReadOnlyList<CandidateRun> open)
    {
        while (_portfolio.TryDequeue(out var candidate))
        {
            if (models.Count == 0 || Fits(candidate))
            {
                _known.Add(candidate);
                var left = room.Clock.Left;
                return new PlannedCandidate(candidate)
                {
                    NeedsPlanning = candidate is NetworkCandidate { Epochs: 0 },
                    SoftEnd = room.Clock.Elapsed + (PartOfRest * left),
                };
            }
        }

        // Two at a time are enough: what they teach the next should know.
        return models.Count == 0 || open.Count >= room.Workers ? null : Neighbour(models);
    }

    /// <summary>Takes note of what a configuration cost.</summary>
    public void Note(Candidate candidate, double seconds)
    {
        _spent[candidate.Family] = _spent.GetValueOrDefault(candidate.Family) + seconds;
        _costs[candidate.Trainer] = seconds;
    }

    /// <summary>Sets a network's size and horizon by what an epoch costs here; null when there is no time for a useful one. May run beside everything else.</summary>
    public Candidate? Plan(Candidate candidate, FitContext context)
    {
        var network = (NetworkCandidate)candidate;
        if (double.IsInfinity(room.Clock.Left))
        {
            return network with { Width = 128, Epochs = EnoughEpochs };
        }

        var fold = room.Fold(0);
        var seconds = NetworkShare() * room.Clock.Left * room.Settings.MaxConcurrency;
        var rows = (double)room.Splits.Sum(split => split.Train.Length);
        var epochs = Affordable(network);
        if (epochs < EnoughEpochs && network.Width > 128)
        {
            network = network with { Width = 128 };
            epochs = Affordable(network);
        }

        return epochs < FewestEpochs ? null : network with { Epochs = Math.Min(epochs, MostEpochs) };

        int Affordable(NetworkCandidate one) =>
            (int)Math.Min(int.MaxValue, seconds / (one.Measure(fold, MeasuredRows, context, room.Clock.Provider) * room.ThreadsPerFit * rows));
    }

    /// <summary>The share of what is left that the next network of the portfolio may take.</summary>
    private double NetworkShare()
    {
        var share = room.TrainRows < 20_000 ? 0.45 : room.TrainRows <= 100_000 ? 0.3 : 0.15;
        return share * (Interlocked.Increment(ref _networks) == 1 ? 0.6 : 0.4);
    }

    private bool Fits(Candidate candidate)
    {
        var cost = _costs.GetValueOrDefault(candidate.Trainer);
        return candidate is NetworkCandidate { Epochs: 0 } || cost / room.Settings.MaxConcurrency <= room.Clock.Left;
    }

    private PlannedCandidate? Neighbour(IReadOnlyList<ModelRecord> models)
    {
        UpdateShares(models);
        foreach (var family in _shares.OrderBy(one => _spent.GetValueOrDefault(one.Key) / Math.Max(LeastShare, one.Value)).Select(one => one.Key))
        {
            ModelRecord[] best = [.. models.Where(model => model.Candidate.Family == family).OrderBy(model => model.Loss).Take(3)];
            var parent = best[_random.Next(3) == 0 ? _random.Next(best.Length) : 0];
            if (parent.Trial.Seconds / room.Settings.MaxConcurrency > room.Clock.Left)
            {
                continue;
            }

            for (var attempt = 0; attempt < 10; attempt++)
            {
                var moved = parent.Candidate.Move(_random);
                if (_known.Add(moved))
                {
                    return new PlannedCandidate(moved, IsRaced: true);
                }
            }
        }

        return null;
    }

    /// <summary>Each family's share of an ensemble of what there is.</summary>
    private void UpdateShares(IReadOnlyList<ModelRecord> models)
    {
        const int Often = 3;
        if (_shares.Count > 0 && models.Count < _sharesOf + Often)
        {
            return;
        }

        _sharesOf = models.Count;
        var step = Math.Max(1, room.Judged.Rows.Length / ShareRows);
        int[] places = [.. Enumerable.Range(0, room.Judged.Rows.Length / step).Select(i => i * step)];
        ModelRecord[] best = [.. models.OrderBy(model => model.Loss).Take(20)];
        var chosen = GreedySelection.Select(
            [.. best.Select(model => model.Predictions.Select(places))], Array.ConvertAll(places, place => room.Judged.Labels[place]), room.Label.Task,
            options: new GreedySelectionOptions { CrossFitFolds = 0, MaxPicks = 15 });
        Members = chosen.Members.Count;
        _shares = models.Select(model => model.Candidate.Family).Distinct().ToDictionary(family => family, _ => 0.0);
        foreach (var member in chosen.Members)
        {
            _shares[best[member.Index].Candidate.Family] += member.Weight;
        }
    }
}
