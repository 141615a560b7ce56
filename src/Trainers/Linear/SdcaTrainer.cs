using MLNetTuning.Trainers.Linear.Sdca;
using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Fits linear models by stochastic dual coordinate ascent: one row at a time, with a bound on what is left to gain.</summary>
/// <remarks>
/// S. Shalev-Shwartz and T. Zhang, "Stochastic dual coordinate ascent methods for regularized loss minimization", 2013, and "Accelerated
/// proximal stochastic dual coordinate ascent", 2014, for L1 and several classes.
/// </remarks>
public static class SdcaTrainer
{
    /// <summary>Fits weights and biases. Sparse rows are not expanded.</summary>
    /// <param name="options">Loss, penalties and when to end.</param>
    /// <param name="data">Finite features and labels that suit the loss.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(SdcaOptions options, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var rows = LinearRows.Of(data);
        switch (options.Loss)
        {
            case SdcaLoss.Softmax:
                LinearDataCheck.Throw(rows, y => y >= 0 && y < options.Classes && y == (int)y, $"a whole number 0 to {options.Classes - 1}");
                break;
            case SdcaLoss.Squared:
                LinearDataCheck.Throw(rows, float.IsFinite, "finite numbers");
                break;
            default:
                LinearDataCheck.Throw(rows, y => y is 0 or 1, "0 or 1");
                break;
        }

        var passes = options.MaxIterations ?? (int)Math.Max(2L, 3L * Math.Max(1, 500_000 / rows.Count));
        var l2 = options.L2 ?? Math.Max(1e-6, 20.0 / ((double)Math.Max(2, passes / 2) * rows.Count));
        var threshold = options.L1Threshold ?? rows.Columns switch { < 100 => 0, < 1000 => 0.25, < 10_000 => 0.5, _ => 1 };
        IDualLoss loss = options.Loss switch
        {
            SdcaLoss.Logistic => new LogisticDual(rows.Labels),
            SdcaLoss.Hinge => new HingeDual(rows.Labels),
            SdcaLoss.Squared => new SquaredDual(rows.Labels),
            _ => new SoftmaxDual(rows.Labels, options.Classes),
        };
        return new DualAscent(rows, loss, l2, threshold).Run(options, passes, cancellation);
    }
}
