using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers;

/// <summary>One parameter's part of a <see cref="SearchBox"/>: an interval of its own scale, or the values still in play.</summary>
public sealed record BoxSide
{
    /// <summary>The parameter.</summary>
    public required Parameter Parameter { get; init; }

    /// <summary>The lower wall as a unit coordinate; 0 for a choice without order.</summary>
    public double Low { get; init; }

    /// <summary>The upper wall as a unit coordinate; 1 for a choice without order.</summary>
    public double High { get; init; } = 1;

    /// <summary>The values in play of a choice without order or a boolean; null for a range.</summary>
    public IReadOnlyList<ParameterValue>? Choices { get; init; }

    /// <summary>True when the box grew beyond its last wall because the best trial sat there.</summary>
    public bool Widened { get; init; }

    /// <summary>True when the best trial sits at an end of the range as the user gave it: a sign to widen the range itself.</summary>
    public bool AtEdge { get; init; }

    /// <summary>The length of the side as a share of the whole range.</summary>
    public double Width => High - Low;

    /// <summary>The value at the lower wall.</summary>
    public ParameterValue LowValue => Parameter.FromUnit(Low);

    /// <summary>The value at the upper wall.</summary>
    public ParameterValue HighValue => Parameter.FromUnit(High);

    /// <summary>The side as a report would say it.</summary>
    public override string ToString() => Choices is { } values
        ? $"{Parameter.Name} in {{{string.Join(", ", values)}}}"
        : $"{Parameter.Name} in [{LowValue}, {HighValue}]" + (Widened ? ", widened" : "") + (AtEdge ? ", best at the edge of the range" : "");
}
