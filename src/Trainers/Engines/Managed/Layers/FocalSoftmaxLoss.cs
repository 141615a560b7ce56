namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Cross-entropy of softmax(z) times (1 - p)^gamma, p the probability of the row's class (Lin et al. 2017).</summary>
internal sealed class FocalSoftmaxLoss(double gamma) : Loss
{
    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var highest = float.NegativeInfinity;
        foreach (var z in outputs)
        {
            highest = MathF.Max(highest, z);
        }

        var sum = 0.0;
        foreach (var z in outputs)
        {
            sum += Math.Exp(z - highest);
        }

        var logSum = highest + Math.Log(sum);
        var target = (int)label;
        var logP = outputs[target] - logSum;
        var p = Math.Exp(logP);
        var q = Math.Max(0, 1 - p);
        var weight = Math.Pow(q, gamma);

        // The slope by p, times p: gamma (1 - p)^(gamma - 1) p ln p - (1 - p)^gamma; its first part tends to 0 with q.
        var slope = (q > 0 ? gamma * weight / q * p * logP : 0) - weight;
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = (float)(slope * ((i == target ? 1 : 0) - Math.Exp(outputs[i] - logSum)));
        }

        return -weight * logP;
    }
}
