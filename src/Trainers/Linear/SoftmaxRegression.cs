using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Multinomial logistic regression by L-BFGS or, with an L1 penalty, OWL-QN. Scores are log probabilities up to a constant.</summary>
public static class SoftmaxRegression
{
    private const double SmallestShare = 1e-7;

    /// <summary>Fits one set of weights and one bias per class. Sparse rows are not expanded.</summary>
    /// <param name="options">Penalties and when to end.</param>
    /// <param name="classes">Number of classes, 2 or more.</param>
    /// <param name="data">Finite features, labels 0 to <paramref name="classes"/> - 1; a class need not occur.</param>
    /// <param name="cancellation">Stops within 200 ms.</param>
    /// <exception cref="ArgumentException">Options or data are wrong; the message says what and what is allowed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was set.</exception>
    public static LinearModel Fit(LinearOptions options, int classes, TrainingData data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        options.Validate();
        var rows = LinearRows.Of(data);
        LinearDataCheck.Throw(rows, label => label >= 0 && label < classes && label == (int)label, $"a whole number 0 to {classes - 1}");
        var biases = new double[classes];
        double total = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            double weight = rows.Weight(i);
            biases[(int)rows.Labels[i]] += weight;
            total += weight;
        }

        for (var k = 0; k < classes; k++)
        {
            biases[k] = Math.Log(Math.Max(biases[k] / total, SmallestShare));
        }

        return LinearFit.Run(options, rows, new SoftmaxLoss(classes), biases, cancellation);
    }
}
