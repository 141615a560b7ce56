using System.Text.Json.Serialization;

namespace MLNetTuning.Benchmarks;

/// <summary>One measurement beside its peer's.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">The unit of both figures.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Peer">The peer's, or null when it could not be had.</param>
/// <param name="PeerName">The peer with its version, or why there is none.</param>
/// <param name="Target">The ratio aimed at; null where none is set.</param>
internal sealed record BenchmarkRow(string Name, string Unit, double Ours, double? Peer, string PeerName, double? Target)
{
    /// <summary>Whether less is better, as with times and errors.</summary>
    [JsonIgnore]
    public bool LowerIsBetter { get; init; }

    /// <summary>The value ours itself must reach (or stay below, where less is better), where a figure of its own is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Floor { get; init; }

    /// <summary>What a suite's own rule says (an interval over seeds, say), where the ratio alone does not decide; the row's name tells the rule.</summary>
    [JsonIgnore]
    public bool? Verdict { get; init; }

    /// <summary>How many times better ours is: above 1 is better. Null without a peer.</summary>
    [JsonPropertyOrder(1)]
    public double? Ratio => Peer is null ? null : LowerIsBetter ? Peer / Ours : Ours / Peer;

    /// <summary>Whether the suite's own rule, the floor or the target was met; null where none is set, but false without a peer to compare with.</summary>
    [JsonPropertyOrder(2)]
    public bool? Met => Verdict is { } verdict ? verdict
        : Floor is { } floor ? (LowerIsBetter ? Ours <= floor : Ours >= floor)
        : Target is { } target ? Ratio >= target
        : Peer is null ? false : null;
}
