using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Fits a linear model of any smooth loss.</summary>
internal static class LinearFit
{
    private const int MostColumns = 256;

    public static LinearModel Run(LinearOptions options, LinearRows rows, ILinearLoss loss, double[] startBiases, CancellationToken cancellation)
    {
        var moments = ColumnMoments.Of(rows, options.Threads, cancellation);
        var objective = new LinearObjective(rows, loss, moments, options);
        var weightCount = rows.Columns * loss.Outputs;
        var start = new double[objective.Length];
        startBiases.CopyTo(start, weightCount);
        TakeOver(options.Start, start, moments.Means, loss.Outputs);
        if (options.L1 > 0 && loss is ICurvedLoss curved && rows is DenseRows dense && rows.Columns is > 0 and <= MostColumns)
        {
            var newton = new ProximalNewton(objective, new SampledHessian(dense, curved, moments, options.Threads), moments, options);
            var solution = newton.Minimize(start, cancellation);
            return ToModel(solution, moments.Means, 1, loss.Link, newton.Iterations, newton.EndedEarly);
        }

        var l1 = new double[objective.Length];
        Array.Fill(l1, options.L1, 0, weightCount);
        var scale = objective.Scale();

        // OWL-QN takes steps apart by sign, which suits a diagonal; steps that weigh columns against each other would be cut to pieces.
        var first = options.L1 > 0 ? null : GramPreconditioner.TryMake(rows, moments, scale, loss.TypicalCurvature, options, cancellation);
        var solver = new Lbfgs(objective, l1, (Preconditioner?)first ?? new DiagonalPreconditioner(scale), start, options);
        var point = solver.Minimize(cancellation);
        return ToModel(point, moments.Means, loss.Outputs, loss.Link, solver.Iterations, solver.EndedEarly);
    }

    /// <summary>Starts from a model's weights and its scores at the mean row.</summary>
    private static void TakeOver(LinearModel? model, double[] start, double[] means, int outputs)
    {
        if (model is null)
        {
            return;
        }

        if (model.Inputs != means.Length || model.Outputs != outputs)
        {
            throw new ArgumentException($"The model to start from has {model.Inputs} columns and {model.Outputs} outputs; these rows need one of {means.Length} and {outputs}.", nameof(model));
        }

        for (var k = 0; k < outputs; k++)
        {
            double score = model.Biases[k];
            for (var j = 0; j < means.Length; j++)
            {
                start[(k * means.Length) + j] = model.Weights[(k * means.Length) + j];
                score += model.Weights[(k * means.Length) + j] * means[j];
            }

            start[(means.Length * outputs) + k] = score;
        }
    }

    /// <summary>Turns weights and biases at the mean row into a model.</summary>
    public static LinearModel ToModel(double[] point, double[] means, int outputs, ScoreLink link, int iterations, bool endedEarly = false)
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

        return new LinearModel(columns, weights, biases) { Iterations = iterations, Link = link, EndedEarly = endedEarly };
    }
}
