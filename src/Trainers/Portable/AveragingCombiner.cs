namespace MLNetTuning.Trainers.Portable;

/// <summary>The last step of an ensemble: a weighted average of its members' predictions, with a calibration on top.</summary>
/// <remarks>
/// It reads the members' predictions side by side: probabilities (binary), one probability a class (multiclass) or values (regression).
/// Raw outputs are <c>Scale x average - Shift</c>, where the average is a logit (binary) or the logarithm of a probability (multiclass) unless the link says
/// that outputs are probabilities already. So a temperature T is a scale of 1 / T, Platt's line a scale and a shift, and a decision threshold other than
/// one half a shift, which the link takes back: the predicted label stays "score above 0".
/// </remarks>
public sealed class AveragingCombiner : PortablePredictor
{
    private const float LowestProbability = 1e-7f;

    private readonly float[] _weights;
    private readonly float[][] _references;

    /// <summary>Makes the combiner.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="outputs">Predictions per member: 1, or the number of classes.</param>
    /// <param name="weights">One weight per member, finite and not below 0, at least one above.</param>
    /// <param name="kind">The scale averaged on. Default: probabilities or values.</param>
    /// <param name="references">For <see cref="AveragingKind.Rank"/>: for each member its predictions of known rows, ascending. Otherwise empty.</param>
    /// <exception cref="PortableModelException">The parts do not fit the task or each other.</exception>
    public AveragingCombiner(PredictionTask task, int outputs, IReadOnlyList<float> weights, AveragingKind kind = AveragingKind.Mean, IReadOnlyList<float[]>? references = null)
        : this(task, outputs, weights, kind, references, DefaultLink(task, kind), 1, 0)
    {
    }

    private AveragingCombiner(
        PredictionTask task, int outputs, IReadOnlyList<float> weights, AveragingKind kind, IReadOnlyList<float[]>? references, PortableLink link, float scale, float shift)
        : base(checked(outputs * (weights?.Count ?? 0)), outputs, link)
    {
        ArgumentNullException.ThrowIfNull(weights);
        (Task, Averaging, Scale, Shift) = (task, kind, scale, shift);
        _weights = [.. weights];
        _references = references is null ? [] : [.. references];
        Check();
    }

    /// <summary>What is predicted.</summary>
    public PredictionTask Task { get; }

    /// <summary>The scale averaged on.</summary>
    public AveragingKind Averaging { get; }

    /// <summary>The members' weights.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>The factor of the average; 1 without calibration.</summary>
    public float Scale { get; }

    /// <summary>What is taken from the scaled average; 0 without calibration. Binary only.</summary>
    public float Shift { get; }

    /// <summary>For ranks: each member's known predictions, ascending.</summary>
    internal IReadOnlyList<float[]> References => _references;

    internal override string Kind => "average";

    /// <summary>The same average with every logit, or logarithm of a probability, divided by a temperature.</summary>
    /// <param name="temperature">Above 0; above 1 makes predictions less sure.</param>
    /// <exception cref="PortableModelException">The task is regression, the average is one of ranks, or the temperature is out of range.</exception>
    public AveragingCombiner WithTemperature(double temperature)
    {
        if (Task == PredictionTask.Regression || Averaging == AveragingKind.Rank || !(temperature > 0))
        {
            throw new PortableModelException(FormattableString.Invariant($"A temperature of {temperature} cannot be put on an average by {Averaging} of a {Task} task; it is above 0, for probabilities and logits."));
        }

        var link = Task == PredictionTask.Binary ? PortableLink.Logistic() : PortableLink.Softmax;
        return new(Task, Outputs, _weights, Averaging, _references, link, (float)(1 / temperature), 0);
    }

    /// <summary>The same average with Platt's line on its logit, or on its mean rank. Binary only; the label is predicted above a probability of one half.</summary>
    /// <param name="slope">Platt's slope, below 0: higher averages mean more likely 1.</param>
    /// <param name="offset">Platt's offset.</param>
    /// <exception cref="PortableModelException">The task is not binary, or the slope is not below 0.</exception>
    public AveragingCombiner WithPlatt(double slope, double offset)
    {
        if (Task != PredictionTask.Binary || !(slope < 0))
        {
            throw new PortableModelException(FormattableString.Invariant($"Platt's line with slope {slope} cannot be put on a {Task} task; the slope is below 0, the task binary."));
        }

        return new(Task, Outputs, _weights, Averaging, _references, PortableLink.Logistic(), (float)-slope, (float)offset);
    }

    /// <summary>The same average with straight lines between known points from its logit, or mean rank, to a probability. Binary only; the label is predicted above one half.</summary>
    /// <param name="scores">The points' logits (ranks), ascending.</param>
    /// <param name="probabilities">The points' probabilities, ascending.</param>
    /// <exception cref="PortableModelException">The task is not binary, or the points do not rise.</exception>
    public AveragingCombiner WithIsotonic(float[] scores, float[] probabilities) =>
        new AveragingCombiner(Task, Outputs, _weights, Averaging, _references, PortableLink.Isotonic(scores, probabilities), 1, 0).WithThreshold(0.5);

    /// <summary>The same average whose predicted label is 1 above another probability than one half: scores are shifted, probabilities stay. Binary only.</summary>
    /// <param name="threshold">Above 0 and below 1.</param>
    /// <exception cref="PortableModelException">The task is not binary, or the threshold is out of range.</exception>
    public AveragingCombiner WithThreshold(double threshold)
    {
        if (Task != PredictionTask.Binary || !(threshold > 0 && threshold < 1))
        {
            throw new PortableModelException(FormattableString.Invariant($"A decision threshold of {threshold} cannot be put on a {Task} task; it is above 0 and below 1, the task binary."));
        }

        if (Link.Kind == PortableLinkKind.Isotonic)
        {
            var place = Link.ScoreAt((float)threshold);
            var moved = PortableLink.Isotonic([.. Link.Slope.Select(score => score - place)], [.. Link.Offset]);
            return new(Task, Outputs, _weights, Averaging, _references, moved, Scale, Shift + place);
        }

        if (Averaging == AveragingKind.Rank && Link.Kind == PortableLinkKind.Probabilities)
        {
            throw new PortableModelException("A mean rank is no probability, so a threshold on it says nothing; calibrate it first (Platt or isotonic).");
        }

        var logit = Math.Log(threshold / (1 - threshold));
        var before = Link.Kind == PortableLinkKind.Logistic ? Link.Offset[0] : 0;
        return new(Task, Outputs, _weights, Averaging, _references, PortableLink.Logistic(-1, (float)-logit), Scale, (float)(Shift + before + logit));
    }

    internal override void Score(FloatMatrix features, Span<float> raw)
    {
        if (Averaging == AveragingKind.Median)
        {
            Medians(features, raw);
        }
        else
        {
            Means(features, raw);
        }

        if (Link.Kind is PortableLinkKind.Probabilities or PortableLinkKind.Identity)
        {
            return;
        }

        // Calibrations of mean ranks are fitted to the ranks as they are.
        var logarithms = Averaging is AveragingKind.Logit or AveragingKind.Rank;
        for (var i = 0; i < raw.Length; i++)
        {
            var value = logarithms ? raw[i] : Logarithm(raw[i]);
            raw[i] = (Scale * value) - Shift;
        }
    }

    internal override void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write((int)Task);
        writer.Write(Outputs);
        writer.Write((int)Averaging);
        writer.Write(Scale);
        writer.Write(Shift);
        PortablePredictorCodec.Write(writer, _weights);
        writer.Write(_references.Length);
        foreach (var reference in _references)
        {
            PortablePredictorCodec.Write(writer, reference);
        }
    }

    internal static AveragingCombiner Load(byte[] bytes, PortableLink link)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (task, outputs, kind) = ((PredictionTask)reader.ReadInt32(), reader.ReadInt32(), (AveragingKind)reader.ReadInt32());
        var (scale, shift) = (reader.ReadSingle(), reader.ReadSingle());
        var weights = PortablePredictorCodec.ReadFloats(reader);
        var count = reader.ReadInt32();
        if (count != 0 && count != weights.Length)
        {
            throw new PortableModelException($"An average of {weights.Length} members has {count} references; the file is damaged.");
        }

        var references = new float[count][];
        for (var i = 0; i < count; i++)
        {
            references[i] = PortablePredictorCodec.ReadFloats(reader);
        }

        if (outputs < 1 || outputs > 1_000_000 || !Enum.IsDefined(task) || !Enum.IsDefined(kind))
        {
            throw new PortableModelException($"An average of task {task}, kind {kind} and {outputs} outputs is unknown; the file is damaged.");
        }

        return new AveragingCombiner(task, outputs, weights, kind, references, link, scale, shift);
    }

    private static PortableLink DefaultLink(PredictionTask task, AveragingKind kind) => (task, kind) switch
    {
        (PredictionTask.Regression, _) => PortableLink.Identity,
        (PredictionTask.Binary, AveragingKind.Logit) => PortableLink.Logistic(),
        (PredictionTask.Multiclass, AveragingKind.Logit) => PortableLink.Softmax,
        _ => PortableLink.Probabilities,
    };

    private float Logarithm(float probability) =>
        Task == PredictionTask.Binary ? PortableModel.Logit(probability) : MathF.Log(Math.Max(probability, LowestProbability));

    private void Means(FloatMatrix features, Span<float> raw)
    {
        Span<double> sums = Outputs <= 256 ? stackalloc double[Outputs] : new double[Outputs];
        var total = _weights.Sum(weight => (double)weight);
        for (var row = 0; row < features.Rows; row++)
        {
            sums.Clear();
            ReadOnlySpan<float> values = features.Row(row);
            for (var member = 0; member < _weights.Length; member++)
            {
                for (var k = 0; k < Outputs; k++)
                {
                    sums[k] += (double)_weights[member] * OnScale(member, values[(member * Outputs) + k]);
                }
            }

            for (var k = 0; k < Outputs; k++)
            {
                raw[(row * Outputs) + k] = (float)(sums[k] / total);
            }
        }
    }

    private float OnScale(int member, float value) => Averaging switch
    {
        AveragingKind.Logit => Logarithm(value),
        AveragingKind.Rank => Rank(_references[member], value),
        _ => value,
    };

    /// <summary>The share of known values below, equal ones counted half.</summary>
    private static float Rank(float[] reference, float value)
    {
        var (below, upTo) = (LowerBound(reference, value), LowerBound(reference, MathF.BitIncrement(value)));
        return (below + upTo) / (2f * reference.Length);
    }

    private static int LowerBound(float[] sorted, float value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Medians(FloatMatrix features, Span<float> raw)
    {
        var (values, weights) = (new float[_weights.Length], new float[_weights.Length]);
        for (var row = 0; row < features.Rows; row++)
        {
            ReadOnlySpan<float> all = features.Row(row);
            var sum = 0.0;
            for (var k = 0; k < Outputs; k++)
            {
                for (var member = 0; member < values.Length; member++)
                {
                    values[member] = all[(member * Outputs) + k];
                }

                _weights.CopyTo(weights, 0);
                Array.Sort(values, weights);
                raw[(row * Outputs) + k] = Median(values, weights);
                sum += raw[(row * Outputs) + k];
            }

            for (var k = 0; Task == PredictionTask.Multiclass && sum > 0 && k < Outputs; k++)
            {
                raw[(row * Outputs) + k] = (float)(raw[(row * Outputs) + k] / sum);
            }
        }
    }

    private static float Median(float[] sorted, float[] weights)
    {
        var half = weights.Sum(weight => (double)weight) / 2;
        var sum = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            sum += weights[i];
            if (sum > half)
            {
                return sorted[i];
            }

            if (sum == half && i + 1 < sorted.Length)
            {
                return (sorted[i] + sorted[i + 1]) / 2;
            }
        }

        return sorted[^1];
    }

    private void Check()
    {
        if (_weights.Length == 0 || _weights.Any(weight => !(weight >= 0) || !float.IsFinite(weight)) || !_weights.Any(weight => weight > 0))
        {
            throw new PortableModelException($"An average needs one weight per member, finite and not below 0, at least one above; given: {string.Join(", ", _weights)}.");
        }

        if ((Averaging == AveragingKind.Rank && Task != PredictionTask.Binary) || (Averaging == AveragingKind.Logit && Task == PredictionTask.Regression))
        {
            throw new PortableModelException($"Averaging by {Averaging} is not for {Task}. Allowed: Rank for binary; Logit for binary and multiclass; Mean and Median for all.");
        }

        if (_references.Length != (Averaging == AveragingKind.Rank ? _weights.Length : 0) || _references.Any(one => one.Length == 0 || !IsAscending(one)))
        {
            throw new PortableModelException($"Averaging by {Averaging} of {_weights.Length} members was given {_references.Length} lists of known predictions; ranks need one list a member, not empty and ascending, other kinds none.");
        }

        if (!(Scale > 0) || !float.IsFinite(Scale) || !float.IsFinite(Shift) || (Shift != 0 && Task != PredictionTask.Binary))
        {
            throw new PortableModelException(FormattableString.Invariant($"A calibration with scale {Scale} and shift {Shift} is not allowed: the scale is finite and above 0, the shift finite, and 0 but for binary."));
        }

        Link.Check(Task, Outputs);
    }

    private static bool IsAscending(float[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]) || (i > 0 && values[i] < values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
