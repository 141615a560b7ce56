namespace MLNetTuning.Trainers.Portable;

/// <summary>The step from a predictor's raw outputs to scores and probabilities, with its numbers.</summary>
public sealed class PortableLink
{
    private PortableLink(PortableLinkKind kind, float[] slope, float[] offset) => (Kind, Slope, Offset) = (kind, slope, offset);

    /// <summary>The raw output is the prediction.</summary>
    public static PortableLink Identity { get; } = new(PortableLinkKind.Identity, [], []);

    /// <summary>The softmax of the outputs.</summary>
    public static PortableLink Softmax { get; } = new(PortableLinkKind.Softmax, [], []);

    /// <summary>The outputs are probabilities.</summary>
    public static PortableLink Probabilities { get; } = new(PortableLinkKind.Probabilities, [], []);

    /// <summary>The exponential of the output.</summary>
    public static PortableLink Exponential { get; } = new(PortableLinkKind.Exponential, [], []);

    /// <summary>Which link it is.</summary>
    public PortableLinkKind Kind { get; }

    /// <summary>The slopes of a logistic link, one or one per class; empty otherwise.</summary>
    public IReadOnlyList<float> Slope { get; }

    /// <summary>The offsets of a logistic link, one or one per class; empty otherwise.</summary>
    public IReadOnlyList<float> Offset { get; }

    /// <summary>The binary link p = 1 / (1 + exp(slope x score + offset)).</summary>
    /// <param name="slope">The slope; -1 for logits.</param>
    /// <param name="offset">The offset; 0 for logits.</param>
    public static PortableLink Logistic(float slope = -1, float offset = 0) => new(PortableLinkKind.Logistic, [slope], [offset]);

    /// <summary>One logistic curve per class, divided by their sum.</summary>
    /// <param name="slope">One slope per class.</param>
    /// <param name="offset">One offset per class.</param>
    public static PortableLink NormalizedLogistic(float[] slope, float[] offset)
    {
        ArgumentNullException.ThrowIfNull(slope);
        ArgumentNullException.ThrowIfNull(offset);
        return new(PortableLinkKind.NormalizedLogistic, slope, offset);
    }

    /// <summary>The binary link that goes on straight lines between known points, and level outside them.</summary>
    /// <param name="scores">The points' scores, ascending; one or more. Two equal ones make a step.</param>
    /// <param name="probabilities">The points' probabilities, ascending.</param>
    public static PortableLink Isotonic(float[] scores, float[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(probabilities);
        return new(PortableLinkKind.Isotonic, scores, probabilities);
    }

    internal static PortableLink Make(PortableLinkKind kind, float[] slope, float[] offset) => new(kind, slope, offset);

    internal void Check(PredictionTask task, int outputs)
    {
        var fits = (task, Kind) switch
        {
            (PredictionTask.Binary, PortableLinkKind.Identity or PortableLinkKind.Probabilities) => true,
            (PredictionTask.Binary, PortableLinkKind.Logistic) => Slope.Count == 1 && Offset.Count == 1,
            (PredictionTask.Binary, PortableLinkKind.Isotonic) => Slope.Count > 0 && Slope.Count == Offset.Count && Rises(Slope) && Rises(Offset) && Offset[0] >= 0 && Offset[^1] <= 1,
            (PredictionTask.Multiclass, PortableLinkKind.Softmax or PortableLinkKind.Probabilities) => true,
            (PredictionTask.Multiclass, PortableLinkKind.NormalizedLogistic) => Slope.Count == outputs && Offset.Count == outputs,
            (PredictionTask.Regression, PortableLinkKind.Identity or PortableLinkKind.Exponential) => true,
            _ => false,
        };
        if (!fits)
        {
            throw new PortableModelException($"A {Kind} link with {Slope.Count} slopes does not fit a {task} model with {outputs} outputs.");
        }
    }

    /// <summary>Turns raw outputs in place into probabilities (binary, multiclass) or values (regression).</summary>
    internal void Apply(Span<float> raw, int outputs)
    {
        switch (Kind)
        {
            case PortableLinkKind.Logistic:
                for (var i = 0; i < raw.Length; i++)
                {
                    raw[i] = Curve(raw[i], Slope[0], Offset[0]);
                }

                break;
            case PortableLinkKind.Isotonic:
                for (var i = 0; i < raw.Length; i++)
                {
                    raw[i] = OnLines(raw[i]);
                }

                break;
            case PortableLinkKind.Exponential:
                for (var i = 0; i < raw.Length; i++)
                {
                    raw[i] = MathF.Exp(raw[i]);
                }

                break;
            case PortableLinkKind.Softmax:
            case PortableLinkKind.NormalizedLogistic:
                for (var start = 0; start < raw.Length; start += outputs)
                {
                    ApplyRow(raw.Slice(start, outputs));
                }

                break;
        }
    }

    private static bool Rises(IReadOnlyList<float> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!float.IsFinite(values[i]) || (i > 0 && values[i] < values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Isotonic: the highest score whose probability is not above the one given; the lowest point's when all are above.</summary>
    internal float ScoreAt(float probability)
    {
        var place = 0;
        while (place + 1 < Slope.Count && Offset[place + 1] <= probability)
        {
            place++;
        }

        if (Offset[place] > probability || place + 1 == Slope.Count)
        {
            // Every score says yes, or every score says no: one beyond the points.
            return Offset[place] > probability ? Slope[0] - 1 : Slope[^1] + 1;
        }

        var share = (probability - Offset[place]) / (Offset[place + 1] - Offset[place]);
        return Slope[place] + (share * (Slope[place + 1] - Slope[place]));
    }

    private float OnLines(float score)
    {
        if (!(score > Slope[0]))
        {
            return float.IsNaN(score) ? score : Offset[0];
        }

        // The first point at or above the score.
        var (low, high) = (0, Slope.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Slope[middle] < score ? (middle + 1, high) : (low, middle);
        }

        if (low == Slope.Count)
        {
            return Offset[^1];
        }

        var share = (score - Slope[low - 1]) / (Slope[low] - Slope[low - 1]);
        return Offset[low - 1] + (share * (Offset[low] - Offset[low - 1]));
    }

    private void ApplyRow(Span<float> row)
    {
        var max = float.NegativeInfinity;
        foreach (var value in row)
        {
            max = Math.Max(max, value);
        }

        var sum = 0.0;
        for (var k = 0; k < row.Length; k++)
        {
            row[k] = Kind == PortableLinkKind.Softmax ? MathF.Exp(row[k] - max) : Curve(row[k], Slope[k], Offset[k]);
            sum += row[k];
        }

        for (var k = 0; k < row.Length; k++)
        {
            row[k] = (float)(row[k] / sum);
        }
    }

    private static float Curve(float score, float slope, float offset) => (float)(1 / (1 + Math.Exp((double)slope * score + offset)));
}
