namespace MLNetTuning.Trainers.Calibration;

/// <summary>The cross entropy that Platt scaling minimises, with its first and second derivatives.</summary>
internal readonly ref struct PlattObjective(
    ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, double high, double low)
{
    private readonly ReadOnlySpan<float> _scores = scores;
    private readonly ReadOnlySpan<float> _labels = labels;
    private readonly ReadOnlySpan<float> _weights = weights;

    public double Value(double slope, double offset)
    {
        double sum = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            var z = (slope * _scores[i]) + offset;
            var target = _labels[i] == 1 ? high : low;

            // Written so that exp never sees a large positive number (Lin et al. 2007, equation 2.3).
            var loss = z >= 0 ? (target * z) + Math.Log(1 + Math.Exp(-z)) : ((target - 1) * z) + Math.Log(1 + Math.Exp(z));
            sum += Metrics.MetricInput.Weight(_weights, i) * loss;
        }

        return sum;
    }

    public (double GradientSlope, double GradientOffset, double SlopeSlope, double SlopeOffset, double OffsetOffset) Derivatives(double slope, double offset)
    {
        double gradientSlope = 0, gradientOffset = 0, slopeSlope = 0, slopeOffset = 0, offsetOffset = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            double score = _scores[i];
            var z = (slope * score) + offset;
            var e = Math.Exp(-Math.Abs(z));
            var p = z >= 0 ? e / (1 + e) : 1 / (1 + e);
            var weight = Metrics.MetricInput.Weight(_weights, i);
            var curvature = weight * p * (1 - p);
            var miss = weight * ((_labels[i] == 1 ? high : low) - p);
            gradientSlope += score * miss;
            gradientOffset += miss;
            slopeSlope += score * score * curvature;
            slopeOffset += score * curvature;
            offsetOffset += curvature;
        }

        return (gradientSlope, gradientOffset, slopeSlope, slopeOffset, offsetOffset);
    }
}
