using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Experiments.Families;

namespace MLNetTuning.Experiments.Running;

/// <summary>The built-in way to go on: neighbours of the best, from the families that help the ensemble most.</summary>
/// <param name="room">What does not change.</param>
internal sealed class LocalMoves(SearchRoom room) : IProposer
{
    private const double LeastShare = 0.1;
    private const int ShareRows = 4000;

    private readonly Random _random = new(room.Settings.Seed);
    private readonly Dictionary<ModelFamily, double> _spent = [];
    private readonly HashSet<Candidate> _known = [];
    private Dictionary<ModelFamily, double> _shares = [];
    private int _sharesOf;

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
        _shares = models.Select(model => model.Candidate.Family).Distinct().ToDictionary(family => family, _ => 0.0);
        foreach (var member in chosen.Members)
        {
            _shares[best[member.Index].Candidate.Family] += member.Weight;
        }
    }
}
