using MLNetTuning.Sweepers.Schedulers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Studies;

/// <summary>
/// What a person wants of a running trial, as a note on it: "pause", "stop", or "change" and the new settings as JSON. Its worker reads it at the trial's next report.
/// </summary>
/// <param name="Decision">What the objective is told.</param>
/// <param name="Changes">The settings to go on with in a new trial; null when none.</param>
internal sealed record HandCommand(TrialDecision Decision, Configuration? Changes = null)
{
    /// <summary>The name of the note.</summary>
    public const string Name = "mlnettuning:command";

    /// <summary>The name of the note that says why changes were refused.</summary>
    public const string RefusedName = "mlnettuning:refused";

    private const string PauseWord = "pause";
    private const string StopWord = "stop";
    private const string ChangeWord = "change ";

    public static HandCommand Pause { get; } = new(TrialDecision.Pause);

    public static HandCommand Stop { get; } = new(TrialDecision.Stop);

    /// <summary>The command among a trial's notes; null when there is none, or none that can be read.</summary>
    public static HandCommand? Of(IReadOnlyDictionary<string, string> attributes) => !attributes.TryGetValue(Name, out string? text) ? null
        : text == PauseWord ? Pause
        : text == StopWord ? Stop
        : text.StartsWith(ChangeWord, StringComparison.Ordinal) ? ReadChange(text[ChangeWord.Length..])
        : null;

    public string ToText() => Changes is not null ? ChangeWord + Changes.ToJson() : Decision == TrialDecision.Pause ? PauseWord : StopWord;

    private static HandCommand? ReadChange(string json)
    {
        try
        {
            return new HandCommand(TrialDecision.Stop, Configuration.FromJson(json));
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return null;
        }
    }
}
