namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Huber's loss (1964); trained on standardised labels, told in squared label units.</summary>
internal sealed class HuberLoss(double mean, double scale, double delta) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var error = outputs[0] - ((label - mean) / scale);
        outputs[0] = (float)Math.Clamp(error, -delta, delta);
        var size = Math.Abs(error);
        return (size <= delta ? 0.5 * error * error : delta * (size - (0.5 * delta))) * scale * scale;
    }
}
