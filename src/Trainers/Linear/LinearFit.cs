using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Fits a linear model of any smooth loss.</summary>
internal static class LinearFit
{
    public static LinearModel Run(LinearOptions options, LinearRows rows, ILinearLoss loss, double[] startBiases, CancellationToken cancellation)
    {
        var moments = ColumnMoments.Of(rows, options.Threads, cancellation);
        var objective = new LinearObjective(rows, loss, moments, options);
        var weightCount = rows.Columns * loss.Outputs;
        var l1 = new double[objective.Length];
        Array.Fill(l1, options.L1, 0, weightCount);
        var start = new double[objective.Length];
        startBiases.CopyTo(start, weightCount);
        var scale = objective.Scale();
        var first = (Preconditioner?)GramPreconditioner.TryMake(rows, moments, scale, loss.TypicalCurvature, options, cancellation) ?? new DiagonalPreconditioner(scale);
        var solver = new Lbfgs(objective, l1, first, start, options);
        var point = solver.Minimize(cancellation);
        return ToModel(point, moments.Means, loss.Outputs, loss.Link, solver.Iterations);
    }

    /// <summary>Turns weights and biases at the mean row into a model.</summary>
    public static LinearModel ToModel(double[] point, double[] means, int outputs, ScoreLink link, int iterations)
    {
        var columns = means.Length;
        var weights = new float[columns * outputs];
        var biases = new float[outputs];
        for (var k = 0; k < outputs; k++)
        {
            var bias = point[weights.Length + k];
            for (var j = 0; j < columns; j++)
            {
                weights[(k * columns) + j] = (float)point[(k * columns) + j];
                bias -= point[(k * columns) + j] * means[j];
            }

            biases[k] = (float)bias;
        }

        return new LinearModel(columns, weights, biases) { Iterations = iterations, Link = link };
    }
}
