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

    /// <summary>Mean of the training labels of a regression; 0 for the others.</summary>
    public double TargetMean { get; set; }

    /// <summary>Standard deviation of the training labels of a regression; 1 for the others.</summary>
    public double TargetScale { get; set; } = 1;

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
}
