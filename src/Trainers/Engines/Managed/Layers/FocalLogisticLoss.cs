namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Binary cross-entropy times (1 - p)^gamma, p the probability of the row's class (Lin et al. 2017).</summary>
internal sealed class FocalLogisticLoss(double gamma) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var sign = label > 0 ? 1 : -1;
        var z = sign * (double)outputs[0];
        var e = Math.Exp(-Math.Abs(z));
        var p = (z >= 0 ? 1 : e) / (1 + e);
        var q = (z >= 0 ? e : 1) / (1 + e);
        var logP = Math.Min(z, 0) - Math.Log(1 + e);
        var weight = Math.Pow(q, gamma);
        outputs[0] = (float)(sign * weight * ((gamma * p * logP) - q));
        return -weight * logP;
    }
}
