using System.Globalization;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Storage;
using MLNetTuning.Sweepers.Studies;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Runs;

/// <summary>The finished configurations of a study in a folder or a database, each under its trial's number.</summary>
/// <param name="place">Where they are kept.</param>
/// <param name="fingerprint">Of the data and its splits: what is of another is passed over.</param>
internal sealed class TrialArchive(IStudyCheckpoints place, string fingerprint)
{
    private const int CheckedRows = 20;
    private const float Tolerance = 1e-3f;

    /// <summary>The splits kept, or those made now, which are kept then.</summary>
    public IReadOnlyList<Split> Splits(int rows, Func<IReadOnlyList<Split>> make, Action<string> note)
    {
        var key = "splits-" + fingerprint;
        try
        {
            if (place.Get(key) is { } kept)
            {
                return SplitCodec.Read(kept, rows);
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            note($"The splits kept of an earlier run cannot be used ({e.Message}); they are made anew.");
        }

        var splits = make();
        place.Put(key, SplitCodec.Write(splits, rows));
        return splits;
    }

    /// <summary>Keeps a configuration: its models first, so that what is told of it is never without them.</summary>
    public void Put(ModelRecord record)
    {
        if (record.Models is { } models)
        {
            place.Put(ModelsKey(record.Trial.Id), RecordCodec.WriteModels(models, fingerprint));
        }

        place.Put(Key(record.Trial.Id), RecordCodec.WriteRecord(record, fingerprint));
    }

    /// <summary>Forgets the models of a configuration that too many others beat.</summary>
    public void Thin(int id) => place.Remove(ModelsKey(id));

    /// <summary>A configuration without its models; null when there is none, or none that can be used.</summary>
    public ModelRecord? Get(int id, SearchRoom room, Action<string> note)
    {
        try
        {
            return place.Get(Key(id)) is { } bytes ? RecordCodec.ReadRecord(bytes, fingerprint, room) : null;
        }
        catch (Exception e) when (IsDamage(e))
        {
            note(string.Create(CultureInfo.InvariantCulture, $"What is kept of configuration {id} cannot be used ({e.Message}); it counts as not tried."));
            return null;
        }
    }

    /// <summary>The models of a configuration; null when they were forgotten.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or say something else of the rows than they did.</exception>
    public IReadOnlyList<FoldModel>? Models(int id, SearchRoom room)
    {
        if (place.Get(ModelsKey(id)) is not { } bytes)
        {
            return null;
        }

        var models = RecordCodec.ReadModels(bytes, fingerprint);
        if (models.Count != room.Splits.Count)
        {
            throw new InvalidDataException("it is of other splits");
        }

        for (var split = 0; split < models.Count; split++)
        {
            Check(models[split], room.Fold(split).Validation.Features.Select(Enumerable.Range(0, Math.Min(CheckedRows, models[split].Predictions.Rows)).ToArray()), room);
        }

        return models;
    }

    /// <summary>Whether an error means that something kept cannot be read or used.</summary>
    public static bool IsDamage(Exception error) =>
        error is (IOException or InvalidDataException or PortableModelException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or FormatException or OverflowException or System.Text.Json.JsonException)
            and not StudyStoreLostException;

    // A program whose features differ by a little would score other rows than the models learnt from.
    private static void Check(FoldModel model, FloatMatrix features, SearchRoom room)
    {
        if (model.Predictor.Inputs != features.Columns)
        {
            throw new InvalidDataException("its models read other features than this version makes");
        }

        var now = Fitting.Predict(model.Predictor, features, room.Label.Task);
        for (var i = 0; i < now.Rows * now.Columns; i++)
        {
            var kept = model.Predictions.Values[i];
            if (!(Math.Abs(now.Values[i] - kept) <= Tolerance * Math.Max(1, Math.Abs(kept))))
            {
                throw new InvalidDataException("its models say something else than they did: features or trainers of this version differ");
            }
        }
    }

    private static string Key(int id) => string.Create(CultureInfo.InvariantCulture, $"trial-{id}");

    private static string ModelsKey(int id) => string.Create(CultureInfo.InvariantCulture, $"trial-{id}-models");
}
