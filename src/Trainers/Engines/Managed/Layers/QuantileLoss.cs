namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>The pinball loss (Koenker and Bassett 1978), or with level 1/2 and factor 2 the absolute error; trained on standardised labels, told in label units.</summary>
internal sealed class QuantileLoss(double mean, double scale, double level, double factor) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var error = outputs[0] - ((label - mean) / scale);
        var slope = factor * (error > 0 ? 1 - level : error < 0 ? -level : 0);
        outputs[0] = (float)slope;
        return slope * error * scale;
    }
}
