namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Binary cross-entropy on a logit z, in nats: max(z, 0) - z y + ln(1 + e^-|z|).</summary>
internal sealed class LogisticLoss(float smoothing) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var z = outputs[0];
        var target = (label * (1 - smoothing)) + (0.5f * smoothing);
        var e = MathF.Exp(-MathF.Abs(z));
        outputs[0] = ((z >= 0 ? 1 : e) / (1 + e)) - target;
        return MathF.Max(z, 0) - (z * target) + MathF.Log(1 + e);
    }
}
