using MLNetTuning.Sweepers.Spaces;

namespace Microsoft.ML.AutoML;

/// <summary>
/// One coordinate of a search space: where its values come from and when it matters.
/// </summary>
/// <param name="Name">The path of names to it.</param>
/// <param name="Choices">The values of a choice; null for a range.</param>
internal sealed record Coordinate(string Name, ParameterValue[]? Choices)
{
    /// <summary>The name of the choice of pipelines it depends on; null when it always matters.</summary>
    public string? PipelineName { get; private init; }

    /// <summary>The pipelines it matters in; null for all.</summary>
    public string[]? Pipelines { get; private init; }

    public bool IsPipeline => Name.EndsWith(SweepablePipeline.SchemaKey, StringComparison.Ordinal);

    public Coordinate Under(string pipelineName, string[] pipelines)
        => PipelineName is null ? this with { PipelineName = pipelineName, Pipelines = pipelines } : this;

    public Coordinate Always() => this with { PipelineName = null, Pipelines = null };

    public bool IsActive(IReadOnlyDictionary<string, ParameterValue> values)
        => PipelineName is null || Pipelines!.Contains(values[PipelineName].ToString());

    // The middle of a choice's share of [0, 1] is safe from rounding at its edges.
    public double ToPosition(ParameterValue value)
        => Choices is null ? value.ToDouble() : (Array.IndexOf(Choices, value) + 0.5) / Choices.Length;

    // Rounded, so that a point that went through a file and back is known again.
    public ParameterValue FromPosition(double position)
        => Choices is null ? Math.Round(position, 12) : Choices[Math.Min((int)Math.Floor(position * Choices.Length + 1e-9), Choices.Length - 1)];
}
