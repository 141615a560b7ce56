namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Cross-entropy of softmax(z) in nats; label smoothing as in Szegedy et al. 2016.</summary>
internal sealed class SoftmaxLoss(int classes, float smoothing) : Loss
{
    private readonly float _others = smoothing / classes;

    /// <inheritdoc/>
    public override double Apply(Span<float> outputs, float label)
    {
        var highest = float.NegativeInfinity;
        foreach (var z in outputs)
        {
            highest = MathF.Max(highest, z);
        }

        var sum = 0f;
        var mean = 0f;
        foreach (var z in outputs)
        {
            sum += MathF.Exp(z - highest);
            mean += z;
        }

        var logSum = highest + MathF.Log(sum);
        var loss = logSum - ((1 - smoothing) * outputs[(int)label]) - (_others * mean);
        foreach (ref var z in outputs)
        {
            z = MathF.Exp(z - logSum) - _others;
        }

        outputs[(int)label] -= 1 - smoothing;
        return loss;
    }
}
