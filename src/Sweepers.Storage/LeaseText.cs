using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Storage;

/// <summary>A lease as the text of an attribute, with the one state Optuna does not know.</summary>
internal static class LeaseText
{
    public static string Write(TrialLease lease, bool paused)
    {
        var json = new JsonObject
        {
            ["owner"] = lease.Owner,
            ["until"] = lease.Until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["attempt"] = lease.Attempt,
        };
        if (paused)
        {
            json["paused"] = true;
        }

        return OptunaValues.Json(json);
    }

    public static (TrialLease Lease, bool Paused) Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        var until = DateTimeOffset.Parse(root.GetProperty("until").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return (new(root.GetProperty("owner").GetString()!, until, root.GetProperty("attempt").GetInt32()), root.TryGetProperty("paused", out var paused) && paused.GetBoolean());
    }

    /// <summary>The state of a trial from its column and its lease.</summary>
    public static TrialState State(TrialState column, bool paused) => column == TrialState.Running && paused ? TrialState.Paused : column;
}
