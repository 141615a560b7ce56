namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The squared error; trained on standardised labels, told in label units.</summary>
internal sealed class SquaredLoss(double mean, double scale) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var error = outputs[0] - ((label - mean) / scale);
        outputs[0] = (float)(2 * error);
        return error * error * scale * scale;
    }
}
