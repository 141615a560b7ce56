using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Experiments.Runs;

/// <summary>Reads what earlier runs finished on the same data, and sets the study right where a process was ended in between.</summary>
internal sealed class RunLoader(StudyBook book, TrialArchive archive, SearchRoom room, string fingerprint)
{
    private readonly List<ModelRecord> _models = [];
    private readonly List<ExperimentTrial> _trials = [];
    private readonly List<Trial> _earlier = [];

    /// <summary>Reads it.</summary>
    /// <param name="note">Hears of what cannot be used.</param>
    public LoadedRun Load(Action<string> note)
    {
        foreach (var trial in book.Trials.OrderBy(one => one.EndedAt ?? one.StartedAt))
        {
            Take(trial, note);
        }

        LoadModels(note);
        return new LoadedRun(_models, _trials, _earlier);
    }

    private void Take(Trial trial, Action<string> note)
    {
        var isLeft = book.IsLeft(trial);
        var isOurs = trial.Attributes.TryGetValue(StudyBook.DataAttribute, out var data) && data == fingerprint;
        if (isOurs && (isLeft || trial.State == TrialState.Completed) && archive.Get(trial.Id, room, note) is { } record)
        {
            // Ended by its process between keeping the models and noting the end.
            book.End(record.Trial);
            _models.Add(record);
            _trials.Add(record.Trial);
        }
        else if (isLeft)
        {
            book.Abandon(trial.Id);
        }
        else if (isOurs && trial.State == TrialState.Failed && StudyBook.IsDone(trial) && CandidateSpace.FromConfiguration(trial.Configuration) is { } candidate)
        {
            _trials.Add(Failed(trial, candidate));
        }
        else if (trial.HasEnded)
        {
            _earlier.Add(trial);
        }
    }

    private static ExperimentTrial Failed(Trial trial, Candidate candidate)
    {
        var wasGivenUp = trial.Error == StudyBook.GivenUp;
        var seconds = (trial.EndedAt - trial.StartedAt)?.TotalSeconds ?? 0;
        return new ExperimentTrial(trial.Id, candidate.Trainer, candidate.Describe(), double.NaN, 0, 0, seconds, wasGivenUp ? null : trial.Error) { WasGivenUp = wasGivenUp, Configuration = trial.Configuration };
    }

    private void LoadModels(Action<string> note)
    {
        var count = 0;
        foreach (var record in _models.OrderBy(model => model.Loss).ToArray())
        {
            if (count == RunKeeper.KeptModels)
            {
                return;
            }

            try
            {
                record.Models = archive.Models(record.Trial.Id, room);
                count += record.Models is null ? 0 : 1;
            }
            catch (Exception e) when (TrialArchive.IsDamage(e))
            {
                note($"The models kept of configuration {record.Trial.Id} cannot be used ({e.Message}).");
            }
        }

        if (count == 0)
        {
            // Scores alone make no model: what there is counts as the experience of an earlier study.
            _earlier.AddRange(book.Trials.Where(trial => _models.Exists(model => model.Trial.Id == trial.Id)));
            _trials.RemoveAll(trial => _models.Exists(model => model.Trial.Id == trial.Id));
            _models.Clear();
        }
    }
}
