using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers;
using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Sweeping;

/// <summary>
/// Lets a sweeper say what is tried after the portfolio. It has a study of its own, beside the experiment's in the same store, in which the portfolio's models
/// stand as trials made elsewhere: samplers learn from them, schedulers do not count them. Once its plan is done the built-in moves go on.
/// </summary>
internal sealed class SweeperSearch : IProposer
{
    private const string NoTime = "There was no time left for it.";
    private const int MostDear = 10;
    private const int MostFits = 600;
    private const int UsualEpochs = 60;
    private const int Fifteen = 15;

    private readonly SearchRoom _room;
    private readonly IProposer _rest;
    private readonly IStudyStore _store;
    private readonly Study _study;
    private readonly SweepSpace _space;
    private readonly SweepValues _values;
    private readonly SweepFits _fits = new(MostFits);
    private readonly Dictionary<PlannedCandidate, SweepTrial> _running = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(SweepTrial Trial, IReadOnlyList<FoldFit> Fits)> _goingOn = [];
    private readonly Dictionary<ModelFamily, double> _costs = [];
    private int _epochs;
    private ModelRecord? _best;
    private bool _isOver;

    public SweeperSearch(SearchRoom room, Sweeper sweeper, IProposer rest)
    {
        (_room, _rest) = (room, rest);
        (_space, _values) = (new SweepSpace(room), new SweepValues(room));
        _store = room.Settings.StudyStore ?? new MemoryStudyStore(room.Settings.TimeProvider);
        _study = new Study(_space.Space, sweeper, new StudyOptions
        {
            Name = NameOf(room, sweeper, _space),
            Direction = _values.Direction,
            Seed = room.Settings.Seed,
            Store = _store,
            Clock = room.Settings.TimeProvider,
        });

        // Without a clock nothing may hang on how fast the machine is.
        _epochs = room.Settings.TimeLimit is null ? UsualEpochs : 0;
    }

    /// <summary>What a report tells of it.</summary>
    public SweepTrace Trace => SweepTrace.Of(_study, _values.Name);

    public int? Members => _rest.Members;

    public void Ponder(ModelRecord[] models) => _rest.Ponder(models);

    public void Started(Candidate candidate) => _rest.Started(candidate);

    public PlannedCandidate? Next(IReadOnlyList<ModelRecord> models, bool isFull)
    {
        if (_goingOn.TryDequeue(out var part))
        {
            return Begin(part.Trial, part.Fits, isContinued: true);
        }

        if (isFull)
        {
            return null;
        }

        for (var dear = 0; !_isOver && dear < MostDear; dear++)
        {
            if (Ask() is not { } trial)
            {
                // A rung waits for what runs here, or for another worker, which need not be waited for.
                _isOver |= _study.IsFinished;
                return _running.Count > 0 ? null : _rest.Next(models, isFull);
            }

            if (Begin(trial) is { } planned)
            {
                return planned;
            }

            Write(() => _study.TellFailed(trial.Id, NoTime));
        }

        _isOver = true;
        return _rest.Next(models, isFull);
    }

    public void Told(CandidateRun run, double seconds, ModelRecord? model)
    {
        _rest.Told(run, seconds, model);
        if (model is not null)
        {
            Learn(model, run.Plan.Earlier is null ? run.Seconds : null);
        }

        if (!_running.Remove(run.Plan, out var trial))
        {
            if (model is not null)
            {
                Write(() => Adopt(model));
            }

            return;
        }

        trial.Candidate = run.Candidate;
        Write(() => End(trial, run, model));
    }

    public void Adopted(ModelRecord model)
    {
        _rest.Adopted(model);
        Learn(model, null);
        Write(() => Adopt(model));
    }

    public void Dropped(CandidateRun run)
    {
        _rest.Dropped(run);
        if (_running.Remove(run.Plan, out var trial))
        {
            // What never began would be refused again if it were asked for again.
            var isRefused = run is { Id: < 0, IsPart: false };
            Write(() =>
            {
                if (isRefused)
                {
                    _study.TellFailed(trial.Trial.Id, "It was tried before, or another process is at it.");
                }
                else
                {
                    _study.Release(trial.Trial.Id);
                }
            });
        }
    }

    private Trial? Ask()
    {
        Trial? trial = null;
        Write(() => trial = _study.Ask());
        return trial;
    }

    // A store that is gone ends the sweeper, not the search.
    private void Write(Action action)
    {
        try
        {
            action();
        }
        catch (TrialLostException)
        {
            // Another worker has taken it over: what came of it here is a model all the same.
        }
        catch (Exception e) when (e is StudyStoreLostException or DbException or IOException)
        {
            _isOver = true;
        }
    }

    private static string NameOf(SearchRoom room, Sweeper sweeper, SweepSpace space)
    {
        // Another sweeper, seed, metric or space is another study, and so are other splits: their values do not compare.
        var text = FormattableString.Invariant($"{sweeper.Description} {room.Settings.Seed} {room.Metric} {room.Table.Rows} {room.Splits.Count} {space.Space.ToJson()}");
        return $"{room.Settings.StudyName} sweeper {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]}";
    }

    private PlannedCandidate? Begin(Trial trial)
    {
        var seed = unchecked((_room.Settings.Seed * 1_000_003) + 1009 + trial.ConfigurationIndex);
        var candidate = SweepSpace.ToCandidate(trial.Configuration, seed, _epochs);
        var fits = _fits.Of(trial.ParentId, candidate);
        var begun = fits is null ? 0 : SweepTrial.ShareOf(_study.Get(trial.ParentId!.Value));
        if (IsTooDear(candidate, SweepTrial.ShareOf(trial) - begun))
        {
            return null;
        }

        _rest.Started(candidate);
        return Begin(_study.Sweeper.StopsEarly && candidate is not LinearCandidate ? SweepTrial.InParts(trial, candidate, begun) : SweepTrial.Whole(trial, candidate), fits, isContinued: false);
    }

    private PlannedCandidate Begin(SweepTrial trial, IReadOnlyList<FoldFit>? fits, bool isContinued)
    {
        var planned = trial.Plan(fits, _values.PartSplits, isContinued);
        _running.Add(planned, trial);
        return planned;
    }

    private bool IsTooDear(Candidate candidate, double share)
    {
        var splits = share < 1 ? (double)_values.PartSplits / _room.Splits.Count : 1;
        return _costs.TryGetValue(candidate.Family, out var whole) && whole * share * splits / _room.Settings.MaxConcurrency > _room.Clock.Left;
    }

    // What a whole configuration of a family costs, and the horizon of networks: as in the portfolio, in fifteenths, so that rungs fall on whole epochs.
    private void Learn(ModelRecord model, double? seconds)
    {
        if (seconds is { } cost)
        {
            _costs[model.Candidate.Family] = _room.Settings.TimeLimit is null ? 0 : cost;
        }

        if (_epochs == 0 && model.Candidate is NetworkCandidate network)
        {
            _epochs = Math.Max(Fifteen, network.Epochs / Fifteen * Fifteen);
        }

        if (_best?.Models is null || model.Loss < _best.Loss)
        {
            _best = model;
        }
    }

    // A model of the portfolio, or of the built-in moves, is one the sampler should know of.
    private void Adopt(ModelRecord model)
    {
        if (_space.ToPoint(model.Candidate) is not { } point || model.Models is not { } models || _study.Trials.Any(trial => trial.Configuration.Equals(point)))
        {
            return;
        }

        var now = _room.Settings.TimeProvider.GetUtcNow();
        var value = _values.Of(models);
        if (!double.IsFinite(value))
        {
            return;
        }

        _store.Transact(_study.Name, transaction =>
        {
            var id = transaction.Changes(0, []).Count;
            var trial = new Trial
            {
                Id = id,
                Configuration = point,
                ConfigurationIndex = -1 - id,
                Slot = new TrialSlot { Budget = 1, Horizon = 1 },
                IsForeign = true,
                State = TrialState.Completed,
                Value = value,
                StartedAt = now,
                EndedAt = now,
            };
            transaction.Add(trial);
            transaction.Update(trial);
            return id;
        });
    }

    private void End(SweepTrial trial, CandidateRun run, ModelRecord? model)
    {
        var id = trial.Trial.Id;
        if (run.Error is not null || !run.HasFirst)
        {
            _study.TellFailed(id, run.Error ?? NoTime);
            return;
        }

        if (!run.IsWhole)
        {
            // Given up after its first split.
            _study.Tell(id, _best?.Models is { } best ? _values.Expected(run.First, best) : _values.Of([run.First]));
            _fits.Drop(trial.Trial.ParentId);
            return;
        }

        var value = model?.Models is { } models ? _values.Of(models) : _values.Of(run.Fits);
        if (!trial.IsLast)
        {
            if (_study.Report(id, trial.Step, value) != TrialDecision.Stop)
            {
                trial.GoOn();
                run.GoesOn = true;
                _goingOn.Enqueue((trial, run.Fits));
                return;
            }
        }
        else if (trial.Share < 1)
        {
            _fits.Keep(id, trial.Candidate, run.Fits);
        }

        _study.Tell(id, value);
        _fits.Drop(trial.Trial.ParentId);
    }
}
