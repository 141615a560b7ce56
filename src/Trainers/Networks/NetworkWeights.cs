namespace MLNetTuning.Trainers.Networks;

/// <summary>The numbers of a network in the one format all engines read and write.</summary>
internal sealed class NetworkWeights
{
    public NetworkWeights(NetworkSpec spec)
    {
        Spec = spec;
        Values = new float[TensorLayout.TotalLength(spec)];
        Layout = TensorLayout.Of(spec);
    }

    public NetworkSpec Spec { get; }

    /// <summary>All arrays one after the other.</summary>
    public float[] Values { get; }

    public TensorLayout[] Layout { get; }

    /// <summary>What is added to a regression's outputs: the mean of the training labels when they were standardised; else 0.</summary>
    public double TargetMean { get; set; }

    /// <summary>What a regression's outputs are multiplied by first: the standard deviation of the training labels when they were standardised; else 1.</summary>
    public double TargetScale { get; set; } = 1;

    /// <summary>What a regression's predictions are raised to; the lowest training label when they are clamped.</summary>
    public double LowestTarget { get; set; } = double.NegativeInfinity;

    /// <summary>What a regression's predictions are lowered to; the highest training label when they are clamped.</summary>
    public double HighestTarget { get; set; } = double.PositiveInfinity;

    /// <summary>The numbers of one array.</summary>
    public Span<float> this[TensorLayout tensor] => Values.AsSpan(tensor.Offset, tensor.Length);

    /// <summary>The numbers of one array of a layer.</summary>
    public Span<float> Get(int layer, TensorKind kind)
    {
        foreach (var tensor in Layout)
        {
            if (tensor.Layer == layer && tensor.Kind == kind)
            {
                return this[tensor];
            }
        }

        throw new InvalidOperationException($"Layer {layer} has no {kind}.");
    }

    /// <summary>Weights of the same network and targets with numbers of their own.</summary>
    public NetworkWeights Copy()
    {
        var copy = new NetworkWeights(Spec)
        {
            TargetMean = TargetMean,
            TargetScale = TargetScale,
            LowestTarget = LowestTarget,
            HighestTarget = HighestTarget,
        };
        Values.CopyTo(copy.Values, 0);
        return copy;
    }
}
