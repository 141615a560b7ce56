using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>log(cosh(score - label)) for each of several scores, as a user may write it; counts its calls and can stop training from within.</summary>
internal sealed class LogCoshLoss(int outputs = 1) : ICustomLoss
{
    private int _calls;

    public string Name => "log cosh";

    public int Outputs => outputs;

    /// <summary>How often derivatives were asked for.</summary>
    public int Calls => _calls;

    /// <summary>Called with the number of the call.</summary>
    public Action<int> OnCall { get; init; } = _ => { };

    public string? Refuses(float label) => float.IsFinite(label) && Math.Abs(label) < 1000 ? null : "a number between -1000 and 1000";

    public void Differentiate(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, int output, Span<float> gradients, Span<float> hessians)
    {
        OnCall(Interlocked.Increment(ref _calls));
        for (var i = 0; i < labels.Length; i++)
        {
            // Far off, the second derivative vanishes and Newton steps overshoot; tanh(x)/x bounds the loss by a parabola.
            var miss = scores[(i * outputs) + output] - (labels[i] * (output + 1));
            var slope = MathF.Tanh(miss);
            (gradients[i], hessians[i]) = (slope, MathF.Abs(miss) < 1e-3f ? 1 : slope / miss);
        }
    }

    public double Loss(ReadOnlySpan<float> scores, float label)
    {
        double sum = 0;
        for (var k = 0; k < outputs; k++)
        {
            sum += Math.Log(Math.Cosh(scores[k] - (label * (k + 1))));
        }

        return sum;
    }
}
