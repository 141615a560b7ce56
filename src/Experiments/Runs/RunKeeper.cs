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

    // Beyond the numbers that any store reaches.
    private const int FirstUnkept = 1_000_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _nap = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _lastWords = TimeSpan.FromSeconds(3);

    private readonly StudyBook? _book;
    private readonly TrialArchive? _archive;
    private readonly string _fingerprint;
    private readonly BlockingCollection<Action> _work = [];
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly ConcurrentDictionary<int, Candidate> _candidates = new();
    private readonly List<ModelRecord> _kept = [];
    private readonly Action<TimeSpan?>? _isReady;
    private OtherProcesses? _others;
    private Task? _writer;
    private int _next;
    private int _nextUnkept = FirstUnkept;
    private int _parts;
    private bool _hasLimit;
    private volatile bool _isOffline;
    private bool _hasFailed;

    private RunKeeper(StudyBook? book, TrialArchive? archive, string fingerprint, Action<TimeSpan?>? isReady) =>
        (_book, _archive, _fingerprint, _isReady) = (book, archive, fingerprint, isReady);

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
        if (book is null || settings.Checkpoints is not { } place)
        {
            return new RunKeeper(book, null, string.Empty, settings.StudyReady);
        }

        var fingerprint = DataFingerprint.Of(table, settings);
        return new RunKeeper(book, new TrialArchive(place, fingerprint), fingerprint, settings.StudyReady);
    }

    /// <summary>The splits of the earlier run on the same data, or new ones.</summary>
    /// <exception cref="InvalidOperationException">They cannot be kept: the place cannot be written to.</exception>
    public IReadOnlyList<Split> Splits(int rows, Func<IReadOnlyList<Split>> make) => _archive is null ? make() : _archive.Splits(rows, make, _notes.Enqueue);

    /// <summary>Brings back what was finished before, and begins to write.</summary>
    public void Begin(SearchRoom room)
    {
        _hasLimit = double.IsFinite(room.Clock.Limit);

        // Not before the splits are kept: whoever joins takes them from there.
        _isReady?.Invoke(_hasLimit ? TimeSpan.FromSeconds(room.Clock.Left) : null);
        if (_book is not null)
        {
            _others = _archive is null ? null : new OtherProcesses(_book, _archive, room, _fingerprint, _notes.Enqueue);
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
        if (_book is null || trial.Id < 0 || trial.Id >= FirstUnkept)
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
        foreach (var record in _others?.Adopted() ?? [])
        {
            _candidates[record.Trial.Id] = record.Candidate;
            yield return record;
        }
    }

    /// <summary>What other processes began on the same data and left unfinished since this was last asked; nothing that was begun here.</summary>
    public IEnumerable<Candidate> Left() => _others?.Left() ?? [];

    /// <summary>Whether other processes may yet bring a model, or hand back what they began.</summary>
    public bool MayOthersBring => _others is { MayBring: true };

    /// <summary>Calls something once what was handed over before is kept.</summary>
    public void Tell(Action told)
    {
        if (_writer is null || _work.IsAddingCompleted)
        {
            told();
        }
        else
        {
            _work.Add(told);
        }
    }

    /// <summary>Waits until other processes have ended what they are at, and their models are here to be adopted. What they begin meanwhile is not waited for.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public void AwaitOthers(CancellationToken cancellation)
    {
        if (_writer is null || _others is null)
        {
            return;
        }

        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tell(() =>
        {
            try
            {
                _others.Look();
            }
            finally
            {
                looked.SetResult();
            }
        });
        Task.WhenAny(looked.Task, Task.Delay(Timeout.Infinite, cancellation)).Wait(CancellationToken.None);
        int[] awaited = [.. _book!.AtOthers()];
        while (awaited.Intersect(_book.AtOthers()).Any() && !cancellation.WaitHandle.WaitOne(_nap))
        {
            // The writer looks once a second.
        }
    }

    /// <summary>Waits until all is written and the last that others finished is read; with a time limit for a few seconds at most.</summary>
    public void Finish()
    {
        if (_writer is null)
        {
            return;
        }

        _work.Add(LookAround);
        _work.CompleteAdding();
        if (!_writer.Wait(_hasLimit ? _lastWords : Timeout.InfiniteTimeSpan))
        {
            // The model is worth more than its keeping.
            Fail("the store or the disk did not take it in time.");
        }
    }

    /// <summary>What could not be written or read, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>The numbers of the configurations that are among those.</summary>
    public IReadOnlySet<int> NumbersOf(IReadOnlyList<Candidate> candidates) =>
        candidates.Select(one => _candidates.Where(known => known.Value == one).Select(known => known.Key).DefaultIfEmpty(-1).Max()).ToHashSet();

    private int? Claim(Candidate candidate)
    {
        if (_book is null)
        {
            return _next++;
        }

        if (!_book.Knows(candidate))
        {
            Fail($"the study was begun by an earlier version, which knows no {candidate.Trainer}.");
            return _nextUnkept++;
        }

        if (_isOffline)
        {
            return _nextUnkept++;
        }

        try
        {
            using var patience = new CancellationTokenSource(_patience);
            var id = _book.Start(candidate, _archive is null ? null : _fingerprint, patience.Token);
            if (id is { } started && _archive is not null)
            {
                _work.Add(() => _book.SetData(started, _fingerprint));
            }

            return id;
        }
        catch (Exception e) when (IsLoss(e))
        {
            _isOffline = true;
            Fail(e.Message);
            return _nextUnkept++;
        }
    }

    private void Write()
    {
        var (beat, look) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetTimestamp());
        while (!_work.IsCompleted)
        {
            var has = _work.TryTake(out var work, _look);
            try
            {
                if (has)
                {
                    work!();
                }

                if (TimeProvider.System.GetElapsedTime(beat) >= _beat)
                {
                    beat = TimeProvider.System.GetTimestamp();
                    _book!.Renew();
                }

                if (TimeProvider.System.GetElapsedTime(look) >= _look)
                {
                    look = TimeProvider.System.GetTimestamp();
                    LookAround();
                    _isOffline = false;
                }
            }
            catch (Exception e) when (IsLoss(e))
            {
                Fail(e.Message);
            }
        }
    }

    private void LookAround()
    {
        if (_others is not null)
        {
            _others.Look();
            return;
        }

        using var patience = new CancellationTokenSource(_patience);
        _book!.Refresh(patience.Token);
    }

    private void Keep(ExperimentTrial trial, ModelRecord? record)
    {
        var isKept = false;
        try
        {
            if (record is not null && _archive is not null)
            {
                _archive.Put(record);
                _kept.Add(record);
                Thin();
            }

            isKept = true;
        }
        finally
        {
            // Nobody is to wait for what will never be there.
            _book!.End(isKept ? trial : trial with { Score = double.NaN, Error = StudyBook.Unkept });
        }
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

    private void Fail(string reason)
    {
        if (!_hasFailed)
        {
            _hasFailed = true;
            _notes.Enqueue($"Not all that was tried could be kept, so 'resume' would not find it: {reason}");
        }
    }

    // A disk that is full, a server that is gone: the search itself needs neither.
    private static bool IsLoss(Exception error) =>
        error is System.Data.Common.DbException or TimeoutException or OperationCanceledException or StudyStoreLostException || TrialArchive.IsDamage(error);
}
