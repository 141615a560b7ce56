using MLNetTuning.Experiments.Families;

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
    private const double PartOfRest = 0.5;

    private readonly Queue<Candidate> _portfolio = new(first.Concat(Portfolio.For(room)));
    private readonly IProposer _proposer = new LocalMoves(room);
    private readonly Dictionary<string, double> _costs = [];
    private int _networks;

    /// <summary>The next configuration, or null when none is worth the time left.</summary>
    /// <param name="models">What has ended.</param>
    /// <param name="open">What runs.</param>
    /// <param name="isFull">Whether only what goes on may start, and nothing new.</param>
    public PlannedCandidate? Next(IReadOnlyList<ModelRecord> models, IReadOnlyList<CandidateRun> open, bool isFull)
    {
        while (!isFull && _portfolio.TryDequeue(out var candidate))
        {
            if (models.Count == 0 || Fits(candidate))
            {
                _proposer.Started(candidate);
                var left = room.Clock.Left;
                return new PlannedCandidate(candidate)
                {
                    NeedsPlanning = candidate is NetworkCandidate { Epochs: 0 },
                    SoftEnd = room.Clock.Elapsed + (PartOfRest * left),
                };
            }
        }

        // Two at a time are enough: what they teach the next should know.
        return models.Count == 0 || open.Count >= room.Workers || room.Settings.Configurations.Count > 0 ? null : _proposer.Next(models, isFull);
    }

    /// <summary>Takes note of how a configuration ended and what it cost.</summary>
    /// <param name="run">The configuration.</param>
    /// <param name="seconds">What it cost, in core seconds; 1 without a time limit.</param>
    /// <param name="model">What came of it, or null when it failed or was given up.</param>
    public void Told(CandidateRun run, double seconds, ModelRecord? model)
    {
        _costs[run.Candidate.Trainer] = seconds;
        _proposer.Told(run, seconds, model);
    }

    /// <summary>Takes note of a model that an earlier run or another process made.</summary>
    public void Adopted(ModelRecord model)
    {
        _costs[model.Candidate.Trainer] = model.Trial.Seconds;
        _proposer.Adopted(model);
    }

    /// <summary>Takes note of a configuration that the end of the search left unfinished.</summary>
    public void Dropped(CandidateRun run) => _proposer.Dropped(run);

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
}
