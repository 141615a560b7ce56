using System.Collections.Concurrent;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Runs;

/// <summary>What other processes do on the same study and data: their finished models are brought here, and what they left unfinished is handed back to be tried.</summary>
/// <param name="book">The study.</param>
/// <param name="archive">Where finished models are.</param>
/// <param name="room">What does not change.</param>
/// <param name="fingerprint">Of the data and its splits.</param>
/// <param name="note">Hears of what cannot be used.</param>
internal sealed class OtherProcesses(StudyBook book, TrialArchive archive, SearchRoom room, string fingerprint, Action<string> note)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private readonly Queue<Trial> _news = [];
    private readonly ConcurrentQueue<ModelRecord> _adopted = new();
    private readonly ConcurrentQueue<Candidate> _left = new();
    private volatile bool _isLooking;

    /// <summary>Whether something of theirs is under way to here: they are at it or left it, it is being read, or it has not been asked for yet.</summary>
    /// <remarks>Asked in the order in which things move on, so that nothing is missed while it moves.</remarks>
    public bool MayBring => book.AtOthers().Count > 0 || book.Left().Count > 0 || book.HasNews || _isLooking || !_adopted.IsEmpty || !_left.IsEmpty;

    /// <summary>What they have finished since this was last asked. May be asked beside <see cref="Look"/>.</summary>
    public IEnumerable<ModelRecord> Adopted() => Taken(_adopted);

    /// <summary>What they left unfinished since this was last asked, but for what was begun here. May be asked beside <see cref="Look"/>.</summary>
    public IEnumerable<Candidate> Left() => Taken(_left);

    /// <summary>Reads what is new. One thread's at a time.</summary>
    public void Look()
    {
        _isLooking = true;
        try
        {
            Read();
        }
        finally
        {
            _isLooking = false;
        }
    }

    private static IEnumerable<T> Taken<T>(ConcurrentQueue<T> queue)
    {
        while (queue.TryDequeue(out var one))
        {
            yield return one;
        }
    }

    private void Read()
    {
        using var patience = new CancellationTokenSource(_patience);
        foreach (var trial in book.Refresh(patience.Token))
        {
            _news.Enqueue(trial);
        }

        // What cannot be read for a moment is read the next time.
        while (_news.TryPeek(out var trial))
        {
            Take(trial);
            _news.Dequeue();
        }

        foreach (var trial in book.Left())
        {
            if (archive.Get(trial.Id, room, note) is { } record)
            {
                // Its process ended between keeping the models and noting the end.
                book.End(record.Trial);
                Adopt(record);
            }
            else
            {
                book.Abandon(trial.Id);
                Return(trial);
            }
        }
    }

    private void Take(Trial trial)
    {
        if (trial.State == TrialState.Completed && archive.Get(trial.Id, room, _ => { }) is { } record)
        {
            Adopt(record);
        }
        else if (trial.State == TrialState.Failed && !StudyBook.IsDone(trial))
        {
            Return(trial);
        }
    }

    private void Adopt(ModelRecord record)
    {
        try
        {
            record.Models = archive.Models(record.Trial.Id, room);
            _adopted.Enqueue(record);
        }
        catch (Exception e) when (TrialArchive.IsDamage(e))
        {
            note($"The models that another process made of configuration {record.Trial.Id} cannot be used ({e.Message}).");
        }
    }

    // Who has begun it has seen whether it can be done in the time there is.
    private void Return(Trial trial)
    {
        var isOurs = !trial.Attributes.TryGetValue(StudyBook.DataAttribute, out var data) || data == fingerprint;
        if (isOurs && !book.HasBegun(trial.Configuration) && CandidateSpace.FromConfiguration(trial.Configuration) is { } candidate)
        {
            _left.Enqueue(candidate);
        }
    }
}
