using System.Text.Json.Serialization;

namespace MLNetTuning.Trainers.Portable;

/// <summary>The manifest of a portable model file, as JSON.</summary>
internal sealed record PortableManifest
{
    public const string FormatName = "MLNetTuning.PortableModel";
    /// <summary>Version 2 adds the combiner, version 3 decision weights; files are written as the lowest version that has what they hold, which earlier programs read.</summary>
    public const int CurrentVersion = 3;

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required ColumnPart[] Columns { get; init; }

    public required LabelPart Label { get; init; }

    public required FeaturizerPart[] Featurizers { get; init; }

    public required MemberPart[] Members { get; init; }

    public required EntryPart[] Entries { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PredictorPart? Combiner { get; init; }

    /// <summary>The number of the featurizer whose features are passed through to the combiner.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Passthrough { get; init; }

    /// <summary>Whether a list holds null, which the types alone do not rule out.</summary>
    [JsonIgnore]
    public bool HoldsNull => Columns.Contains(null) || Featurizers.Contains(null) || Members.Contains(null) || Entries.Contains(null) || Label.Classes.Contains(null)
        || Featurizers.Any(static f => f.Steps.Contains(null) || f.Steps.Any(static s => s.Inputs.Contains(null) || s.Arrays.Contains(null) || s.Categories?.Contains(null) == true));

    public sealed record ColumnPart(string Name, string Kind, int Size, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool DecimalComma = false);

    public sealed record LabelPart(string Task, string Name, string[] Classes, bool ClassesAreNumbers, bool PredictsValue, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] float[]? DecisionWeights = null);

    public sealed record FeaturizerPart(string Output, StepPart[] Steps);

    /// <summary>A step; <see cref="Arrays"/> are numbers of runs in the entry of arrays.</summary>
    public sealed record StepPart(string Kind, string Output, string[] Inputs, RunPart[] Arrays, string[]? Categories, bool Sum);

    /// <summary>A run of floats in the entry of arrays: where it starts and how many, in floats.</summary>
    public sealed record RunPart(int Start, int Count);

    public sealed record MemberPart(float Weight, int Featurizer, PredictorPart Predictor, int[]? Classes)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Group { get; init; }
    }

    public sealed record PredictorPart(string Kind, string Entry, string Link, RunPart Slope, RunPart Offset);

    public sealed record EntryPart(string Name, long Length, string Sha256);
}
