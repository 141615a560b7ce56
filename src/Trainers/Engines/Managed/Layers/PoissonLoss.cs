namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The Poisson loss e^z - y z of an output z plus the logarithm of the mean label; what depends on the label alone is left out.</summary>
internal sealed class PoissonLoss(double offset) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var z = outputs[0] + offset;
        var rate = Math.Exp(z);
        outputs[0] = (float)(rate - label);
        return rate - (label * z);
    }
}
