using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines.Managed.Kernels;

/// <summary>The numbers of one optimizer step, the same for all parameters.</summary>
internal readonly struct StepNumbers
{
    // Up to here the variance of Adam's rate has no bound (Liu et al. 2020).
    private const double LeastLength = 5;

    public StepNumbers(TrainingOptions options, float learningRate, float weightDecay, float momentum, long step)
    {
        Kind = options.Optimizer;
        IsDecoupled = options.DecouplesDecay || Kind == OptimizerKind.AdamW;
        LearningRate = learningRate;
        Momentum = momentum;
        Nesterov = options.Nesterov;
        Beta1 = options.Beta1;
        Beta2 = options.Beta2;
        Epsilon = options.Epsilon;
        L1 = options.L1;
        ClipValue = options.ClipValue > 0 ? options.ClipValue : float.PositiveInfinity;
        WeightDecay = weightDecay;
        L2 = options.L2;
        var rest1 = 1 - Math.Pow(Beta1, step);
        var rest2 = 1 - Math.Pow(Beta2, step);
        FirstCorrection = (float)(1 / rest1);
        SecondCorrection = (float)(1 / Math.Sqrt(rest2));
        if (Kind == OptimizerKind.NAdam)
        {
            (GradientPart, MomentPart) = NesterovParts(Beta1, step);
        }
        else
        {
            (GradientPart, MomentPart) = (0, FirstCorrection);
        }

        if (Kind == OptimizerKind.RAdam)
        {
            var rectification = Rectification(Beta2, step);
            IsUnrectified = double.IsNaN(rectification);
            MomentPart = (float)((IsUnrectified ? 1 : rectification * Math.Sqrt(rest2)) / rest1);
            SecondCorrection = IsUnrectified ? 0 : 1;
        }
    }

    public OptimizerKind Kind { get; }

    /// <summary>Whether weight decay shrinks the values instead of joining the gradient.</summary>
    public bool IsDecoupled { get; }

    public float LearningRate { get; }

    public float WeightDecay { get; }

    public float L1 { get; }

    public float L2 { get; }

    /// <summary>What the gradient's numbers are clipped to, perhaps infinite.</summary>
    public float ClipValue { get; }

    public float Momentum { get; }

    public bool Nesterov { get; }

    public float Beta1 { get; }

    public float Beta2 { get; }

    public float Epsilon { get; }

    /// <summary>1 / (1 - beta1^step).</summary>
    public float FirstCorrection { get; }

    /// <summary>1 / sqrt(1 - beta2^step), as far as the optimizer uses it.</summary>
    public float SecondCorrection { get; }

    /// <summary>Factor of the gradient in the step's numerator.</summary>
    public float GradientPart { get; }

    /// <summary>Factor of the first moment in the step's numerator.</summary>
    public float MomentPart { get; }

    /// <summary>Whether RAdam's step is plain momentum.</summary>
    public bool IsUnrectified { get; }

    /// <summary>NAdam's two factors with its momentum schedule mu_t = beta1 (1 - 0.96^(0.004 t) / 2) (Dozat 2016).</summary>
    private static (float Gradient, float Moment) NesterovParts(double beta1, long step)
    {
        // The product of all momenta so far; it is far below a float's rounding after some thousands.
        var product = 1.0;
        for (var t = 1; t <= step && product > 1e-30; t++)
        {
            product *= Schedule(beta1, t);
        }

        var next = Schedule(beta1, step + 1);
        return ((float)((1 - Schedule(beta1, step)) / (1 - product)), (float)(next / (1 - (product * next))));
    }

    private static double Schedule(double beta1, long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * step)));

    /// <summary>RAdam's variance rectification (Liu et al. 2020), or NaN while the variance has no bound.</summary>
    private static double Rectification(double beta2, long step)
    {
        var longest = (2 / (1 - beta2)) - 1;
        var power = Math.Pow(beta2, step);
        var length = longest - (2 * step * power / (1 - power));
        return length > LeastLength
            ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
            : double.NaN;
    }
}
