using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>The built-in way to go on: neighbours of the best, from the families that help the ensemble most.</summary>
/// <param name="room">What does not change.</param>
/// <param name="pace">What boosting costs.</param>
internal sealed class LocalMoves(SearchRoom room, BoostingPace pace) : IProposer
{
    private const double LeastShare = 0.1;
    private const int ShareRows = 4000;
    private const int MostModels = 20;
    private const int LinearMoves = 4;
    private const double Part = 0.9;

    private readonly Random _random = new(room.Settings.Seed);
    private readonly Dictionary<ModelFamily, double> _spent = [];
    private readonly HashSet<Candidate> _known = [];
    private readonly Dictionary<ModelFamily, int> _moves = [];
    private volatile Dictionary<ModelFamily, double> _shares = [];
    private int _sharesOf;

    public int? Members { get; private set; }

    public void Started(Candidate candidate) => _known.Add(candidate);

    public void Told(CandidateRun run, double seconds, ModelRecord? model) =>
        _spent[run.Candidate.Family] = _spent.GetValueOrDefault(run.Candidate.Family) + seconds;

    public void Adopted(ModelRecord model)
    {
        _known.Add(model.Candidate);
        _spent[model.Candidate.Family] = _spent.GetValueOrDefault(model.Candidate.Family) + model.Trial.Seconds;
    }

    public void Dropped(CandidateRun run)
    {
    }

    public PlannedCandidate? Next(IReadOnlyList<ModelRecord> models, bool isFull)
    {
        if (isFull)
        {
            return null;
        }

        if (_shares.Count == 0)
        {
            // All models there are came from an earlier run.
            Ponder([.. models]);
        }

        foreach (var family in _shares.Where(IsWorth).OrderBy(one => _spent.GetValueOrDefault(one.Key) / Math.Max(LeastShare, one.Value)).Select(one => one.Key))
        {
            ModelRecord[] best = [.. models.Where(model => model.Candidate.Family == family).OrderBy(model => model.Loss).Take(3)];
            var parent = best[_random.Next(3) == 0 ? _random.Next(best.Length) : 0];
            for (var attempt = 0; attempt < 10; attempt++)
            {
                if (InTime(parent, parent.Candidate.Move(_random)) is { } moved && _known.Add(moved))
                {
                    _moves[family] = _moves.GetValueOrDefault(family) + 1;
                    return new PlannedCandidate(moved, IsRaced: true);
                }
            }
        }

        return null;
    }

    /// <summary>The neighbour as the time left allows; null when it does not.</summary>
    private Candidate? InTime(ModelRecord parent, Candidate moved)
    {
        if (moved is BoostingCandidate boosting && !double.IsInfinity(room.Clock.Left))
        {
            // First models of a huge table learnt from some rows; what comes after the portfolio learns from all.
            return pace.Within(boosting with { MostRows = 0 }, Part * room.Clock.Left);
        }

        return parent.Trial.Seconds / room.Settings.MaxConcurrency <= room.Clock.Left ? moved : null;
    }

    /// <summary>Whether a family may still help: it stands in the ensemble, or has not been moved often.</summary>
    private bool IsWorth(KeyValuePair<ModelFamily, double> share) => share.Value > 0 || share.Key != ModelFamily.Linear || _moves.GetValueOrDefault(share.Key) < LinearMoves;

    public void Ponder(ModelRecord[] models)
    {
        const int Often = 3;
        var before = Volatile.Read(ref _sharesOf);
        if ((before > 0 && models.Length < before + Often) || Interlocked.CompareExchange(ref _sharesOf, models.Length, before) != before)
        {
            return;
        }

        var places = EvenRows.Of(room.Judged.Rows.Length, ShareRows);
        var best = ModelPool.Choose(models, MostModels);
        var chosen = GreedySelection.Select(
            [.. best.Select(model => model.Predictions.Select(places))], Array.ConvertAll(places, place => room.Judged.Labels[place]), room.Label.Task,
            options: new GreedySelectionOptions { CrossFitFolds = 0, MaxPicks = 15 });
        Members = chosen.Members.Count;
        var shares = models.Select(model => model.Candidate.Family).Distinct().ToDictionary(family => family, _ => 0.0);
        foreach (var member in chosen.Members)
        {
            shares[best[member.Index].Candidate.Family] += member.Weight;
        }

        _shares = shares;
    }
}
