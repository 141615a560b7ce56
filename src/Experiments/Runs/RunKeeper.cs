using System.Collections.Concurrent;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Runs;

/// <summary>
/// Keeps what an experiment tries and finishes, and brings back what it or another process finished on the same data. A thread of its own writes, so that no
/// search waits for a disk; what cannot be written is noted and ends nothing.
/// </summary>
internal sealed class RunKeeper
{
    /// <summary>Models are kept for so many best configurations.</summary>
    public const int KeptModels = 40;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(5);

    private readonly StudyBook? _book;
    private readonly TrialArchive? _archive;
    private readonly string _fingerprint;
    private readonly BlockingCollection<Action> _work = [];
    private readonly ConcurrentQueue<ModelRecord> _adopted = new();
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentDictionary<int, Candidate> _candidates = new();
    private readonly List<ModelRecord> _kept = [];
    private SearchRoom? _room;
    private Task? _writer;
    private int _next;
    private int _parts;
    private volatile bool _isOffline;
    private bool _hasFailed;

    private RunKeeper(StudyBook? book, TrialArchive? archive, string fingerprint) => (_book, _archive, _fingerprint) = (book, archive, fingerprint);

    /// <summary>What was finished before on the same data and splits, in the order it ended; the best with their models.</summary>
    public IReadOnlyList<ModelRecord> Models { get; private set; } = [];

    /// <summary>All configurations tried before on the same data and splits, failed ones too.</summary>
    public IReadOnlyList<ExperimentTrial> Trials { get; private set; } = [];

    /// <summary>Trials of the study that were made on other data, or whose models are gone.</summary>
    public IReadOnlyList<Trial> Earlier { get; private set; } = [];

    /// <summary>Opens the study and the archive that the settings name; keeps nothing where they name none.</summary>
    /// <exception cref="InvalidOperationException">The store has a study of that name that is no experiment's, or looks the other way.</exception>
    public static RunKeeper Open(ExperimentSettings settings, RawTable table)
    {
        var book = StudyBook.Open(settings, settings.Metric ?? TuningMetrics.DefaultFor(table.Label.Task));
        settings.StudyOpened?.Invoke();
        if (book is null || settings.Checkpoints is not { } place)
        {
            return new RunKeeper(book, null, string.Empty);
        }

        var fingerprint = DataFingerprint.Of(table, settings);
        return new RunKeeper(book, new TrialArchive(place, fingerprint), fingerprint);
    }

    /// <summary>The splits of the earlier run on the same data, or new ones.</summary>
    /// <exception cref="InvalidOperationException">They cannot be kept: the place cannot be written to.</exception>
    public IReadOnlyList<Split> Splits(int rows, Func<IReadOnlyList<Split>> make) => _archive is null ? make() : _archive.Splits(rows, make, _notes.Enqueue);

    /// <summary>Brings back what was finished before, and begins to write.</summary>
    public void Begin(SearchRoom room)
    {
        _room = room;
        if (_book is not null)
        {
            var loaded = _archive is null ? new LoadedRun([], [], _book.Trials) : new RunLoader(_book, _archive, room, _fingerprint).Load(_notes.Enqueue);
            (Models, Trials, Earlier) = (loaded.Models, loaded.Trials, loaded.Earlier);
            _kept.AddRange(Models.Where(model => model.Models is not null));
            foreach (var trial in _book.Trials)
            {
                if (CandidateSpace.Unplanned(trial.Configuration) is { } candidate)
                {
                    _candidates[trial.Id] = candidate;
                }
            }

            _next = _book.Trials.Count;
            _writer = Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Notes a configuration that starts.</summary>
    /// <param name="candidate">The configuration.</param>
    /// <param name="isWhole">Whether it is to become a model; one that only shows a part of what it can is not kept, and its number is below 0.</param>
    /// <returns>Its number; null when it was tried before on the same data, or another process is at it.</returns>
    public int? Start(Candidate candidate, bool isWhole = true)
    {
        if (!isWhole)
        {
            return --_parts;
        }

        var id = Claim(candidate);
        if (id is { } number)
        {
            _candidates[number] = candidate;
        }

        return id;
    }

    /// <summary>Keeps how a configuration ended.</summary>
    /// <param name="trial">How it ended.</param>
    /// <param name="record">Its models, where it succeeded.</param>
    /// <param name="kept">Called once it is kept: whoever heard of it finds it again, whatever happens.</param>
    public void End(ExperimentTrial trial, ModelRecord? record, Action? kept = null)
    {
        if (_book is null || trial.Id < 0)
        {
            kept?.Invoke();
            return;
        }

        _work.Add(() =>
        {
            try
            {
                Keep(trial, record);
            }
            finally
            {
                kept?.Invoke();
            }
        });
    }

    /// <summary>What other processes have finished since this was last asked.</summary>
    public IEnumerable<ModelRecord> Adopt()
    {
        while (_adopted.TryDequeue(out var record))
        {
            yield return record;
        }
    }

    /// <summary>Waits until all is written and the last that others finished is read.</summary>
    public void Finish()
    {
        if (_writer is not null)
        {
            _work.Add(Refresh);
            _work.CompleteAdding();
            _writer.Wait();
        }
    }

    /// <summary>What could not be written or read, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>The numbers of the configurations that are among those.</summary>
    public IReadOnlySet<int> NumbersOf(IReadOnlyList<Candidate> candidates) =>
        candidates.Select(one => _candidates.Where(known => known.Value == one).Select(known => known.Key).DefaultIfEmpty(-1).Max()).ToHashSet();

    private int? Claim(Candidate candidate)
    {
        if (_book is null || _isOffline)
        {
            return _next++;
        }

        try
        {
            using var patience = new CancellationTokenSource(_patience);
            var id = _book.Start(candidate, _archive is null ? null : _fingerprint, patience.Token);
            if (id is { } started)
            {
                _next = started + 1;
                if (_archive is not null)
                {
                    _work.Add(() => _book.SetData(started, _fingerprint));
                }
            }

            return id;
        }
        catch (Exception e) when (IsLoss(e))
        {
            _isOffline = true;
            Fail(e);
            return _next++;
        }
    }

    private void Write()
    {
        var last = TimeProvider.System.GetTimestamp();
        while (!_work.IsCompleted)
        {
            var has = _work.TryTake(out var work, _beat);
            try
            {
                if (has)
                {
                    work!();
                }

                if (TimeProvider.System.GetElapsedTime(last) >= _beat)
                {
                    last = TimeProvider.System.GetTimestamp();
                    _book!.Renew();
                    Refresh();
                    _isOffline = false;
                }
            }
            catch (Exception e) when (IsLoss(e))
            {
                Fail(e);
            }
        }
    }

    /// <summary>Reads what others have finished on the same data.</summary>
    private void Refresh()
    {
        using var patience = new CancellationTokenSource(_patience);
        foreach (var trial in _book!.Refresh(patience.Token))
        {
            if (_archive is not null && trial.State == TrialState.Completed && _archive.Get(trial.Id, _room!, _ => { }) is { } record)
            {
                record.Models = _archive.Models(trial.Id, _room!);
                _adopted.Enqueue(record);
            }
        }
    }

    private void Keep(ExperimentTrial trial, ModelRecord? record)
    {
        if (record is not null && _archive is not null)
        {
            _archive.Put(record);
            _kept.Add(record);
            Thin();
        }

        _book!.End(trial);
    }

    // The engine lets go of the models of what too many others beat; nobody needs them on the disk then.
    private void Thin()
    {
        foreach (var record in _kept.Where(one => one.Models is null))
        {
            _archive!.Thin(record.Trial.Id);
        }

        _kept.RemoveAll(one => one.Models is null);
    }

    private void Fail(Exception error)
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            _notes.Enqueue($"Not all that was tried could be kept, so 'resume' would not find it: {error.Message}");
        }
    }

    // A disk that is full, a server that is gone: the search itself needs neither.
    private static bool IsLoss(Exception error) =>
        error is System.Data.Common.DbException or TimeoutException or OperationCanceledException or StudyStoreLostException || TrialArchive.IsDamage(error);
}
