using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Sweeping;

namespace MLNetTuning.Experiments.Running;

/// <summary>Decides what is tried next: the portfolio, then what the proposer says. Used under the engine's lock but for <see cref="Plan"/>.</summary>
/// <param name="room">What does not change.</param>
/// <param name="first">Configurations tried before the portfolio: the best of an earlier study.</param>
internal sealed class SearchPlanner(SearchRoom room, IReadOnlyList<Candidate> first)
{
    private const int MostEpochs = 256;
    private const int EnoughEpochs = 64;
    private const int FewestEpochs = 8;
    private const int MeasuredRows = 5000;
    private const int EnoughRounds = 250;
    private const double PartOfRest = 0.5;
    private const double PartOfLast = 0.75;

    private readonly Queue<Candidate> _portfolio = new(first.Concat(Portfolio.For(room)).Distinct());
    private readonly Queue<Candidate> _returned = [];
    private readonly BoostingPace _pace = new(room);
    private readonly Dictionary<string, double> _costs = [];
    private IProposer? _proposer;
    private bool _isWhole;
    private int _networks;

    private IProposer Proposer => _proposer ??= room.Settings.Sweeper is { } sweeper ? new SweeperSearch(room, sweeper, new LocalMoves(room, _pace)) : new LocalMoves(room, _pace);

    /// <summary>What the sweeper did; null for the built-in plan.</summary>
    public SweepTrace? Sweep => (_proposer as SweeperSearch)?.Trace;

    /// <summary>Members of the ensemble that was last made of what there is; null where nobody made one.</summary>
    public int? Members => _proposer?.Members;

    /// <summary>The next configuration, or null when none is worth the time left.</summary>
    /// <param name="models">What has ended.</param>
    /// <param name="open">What runs.</param>
    /// <param name="isFull">Whether only what goes on may start, and nothing new.</param>
    public PlannedCandidate? Next(IReadOnlyList<ModelRecord> models, IReadOnlyList<CandidateRun> open, bool isFull)
    {
        while (!isFull && (_returned.TryDequeue(out var candidate) || _portfolio.TryDequeue(out candidate)))
        {
            if (models.Count == 0 || Suited(candidate) is not null)
            {
                return Start(Suited(candidate) ?? candidate, Share(candidate));
            }
        }

        // Two at a time are enough: what they teach the next should know.
        return models.Count == 0 || open.Count >= room.Workers || room.Settings.Configurations.Count > 0 ? null
            : !isFull && OnAllRows(models) is { } whole ? Start(whole, PartOfLast)
            : Proposer.Next(models, isFull);
    }

    /// <summary>Takes note of what one split's fit cost.</summary>
    public void Timed(Candidate candidate, FoldFit fit, double seconds)
    {
        if (candidate is BoostingCandidate boosting && !double.IsInfinity(room.Clock.Limit))
        {
            _pace.Timed(boosting, fit, seconds);
        }
    }

    /// <summary>Lets the proposer learn from what has ended. May run beside everything else.</summary>
    public void Ponder(ModelRecord[] models) => Proposer.Ponder(models);

    /// <summary>Takes note of how a configuration ended and what it cost.</summary>
    /// <param name="run">The configuration.</param>
    /// <param name="seconds">What it cost, in core seconds; 1 without a time limit.</param>
    /// <param name="model">What came of it, or null when it failed or was given up.</param>
    public void Told(CandidateRun run, double seconds, ModelRecord? model)
    {
        _costs[run.Candidate.Trainer] = seconds;
        if (run.Candidate is BoostingCandidate boosting && model is not null)
        {
            _pace.Told(boosting, model);
        }

        Proposer.Told(run, seconds, model);
    }

    /// <summary>Takes note of a model that an earlier run or another process made.</summary>
    public void Adopted(ModelRecord model)
    {
        _costs[model.Candidate.Trainer] = model.Trial.Seconds;
        Proposer.Adopted(model);
    }

    /// <summary>Takes back a configuration that another process left unfinished: it comes next, where it is one this search would try.</summary>
    public void Return(Candidate candidate)
    {
        if (room.Settings.Configurations.Count == 0 && room.Settings.Families.HasFlag(Portfolio.KindOf(candidate.Family)))
        {
            _returned.Enqueue(candidate);
        }
    }

    /// <summary>Takes note of a configuration that the end of the search left unfinished.</summary>
    public void Dropped(CandidateRun run) => Proposer.Dropped(run);

    /// <summary>Sets a network's size and horizon by what an epoch costs here; null when there is no time for a useful one. May run beside everything else.</summary>
    public Candidate? Plan(Candidate candidate, FitContext context)
    {
        var network = (NetworkCandidate)candidate;
        if (double.IsInfinity(room.Clock.Left))
        {
            return network with { Width = 128, Epochs = EnoughEpochs };
        }

        // The whole of a huge table is encoded only for a network that learns from it.
        var fold = room.Fold(0, room.IsHuge ? SearchRoom.SampleRows : 0);
        var seconds = NetworkShare() * room.Clock.Left * room.Settings.MaxConcurrency;
        var epochs = Affordable(network);
        if (epochs < EnoughEpochs && network.Width > 128)
        {
            network = network with { Width = 128 };
            epochs = Affordable(network);
        }

        if (epochs < FewestEpochs && room.IsHuge)
        {
            network = network with { MostRows = SearchRoom.SampleRows };
            epochs = Affordable(network);
        }

        return epochs < FewestEpochs ? null : network with { Epochs = Math.Min(epochs, MostEpochs) };

        int Affordable(NetworkCandidate one)
        {
            var rows = one.MostRows > 0 ? one.MostRows : (double)room.Splits.Sum(split => split.Train.Length);
            return (int)Math.Min(int.MaxValue, seconds / (one.Measure(fold, MeasuredRows, context, room.Clock.Provider) * room.ThreadsPerFit * rows));
        }
    }

    private PlannedCandidate Start(Candidate candidate, double share)
    {
        Proposer.Started(candidate);
        return new PlannedCandidate(candidate)
        {
            NeedsPlanning = candidate is NetworkCandidate { Epochs: 0 },
            SoftEnd = room.Clock.Elapsed + (share * room.Clock.Left),
        };
    }

    /// <summary>The part of the time left that a configuration of the portfolio may take. Where fits come one after another the first leave room for the better ones.</summary>
    private double Share(Candidate candidate) => !room.IsLarge ? PartOfRest : candidate switch
    {
        BoostingCandidate { MostRows: > 0 } => 0.12,
        BoostingCandidate { Leaves: <= 31 } => 0.12,
        BoostingCandidate { Leaves: <= 127 } => 0.3,
        _ => PartOfRest,
    };

    /// <summary>A configuration of the portfolio as the time allows; null when it does not.</summary>
    private Candidate? Suited(Candidate candidate)
    {
        switch (candidate)
        {
            case NetworkCandidate { Epochs: 0 }:
                return candidate;
            case BoostingCandidate { MostRows: 0 } boosting:
                // Few rounds on all rows teach less than many on some of them.
                var part = boosting with { MostRows = SearchRoom.SampleRows };
                return room.IsHuge && _pace.Seconds(boosting, EnoughRounds) > Share(boosting) * room.Clock.Left
                    ? _pace.Within(part, Share(part) * room.Clock.Left)
                    : _pace.Within(boosting, Share(boosting) * room.Clock.Left);
            default:
                return _costs.GetValueOrDefault(candidate.Trainer) / room.Settings.MaxConcurrency <= room.Clock.Left ? candidate : null;
        }
    }

    /// <summary>The best boosting that has learnt from some rows only, once more on all; null when there is none, or it has been.</summary>
    private BoostingCandidate? OnAllRows(IReadOnlyList<ModelRecord> models)
    {
        var best = models.Where(model => model.Candidate is BoostingCandidate).MinBy(model => model.Loss)?.Candidate as BoostingCandidate;
        if (_isWhole || best is not { MostRows: > 0 })
        {
            return null;
        }

        _isWhole = true;
        return _pace.Within(best with { MostRows = 0 }, PartOfLast * room.Clock.Left);
    }

    /// <summary>The share of what is left that the next network of the portfolio may take.</summary>
    private double NetworkShare()
    {
        var share = room.TrainRows < 20_000 ? 0.45 : room.TrainRows <= 100_000 ? 0.3 : 0.15;
        return share * (Interlocked.Increment(ref _networks) == 1 ? 0.6 : 0.4);
    }
}
