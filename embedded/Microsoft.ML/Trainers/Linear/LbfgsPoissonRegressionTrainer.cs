using Microsoft.ML.Data;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>Poisson regression: counts or rates of 0 or more, whose logarithm is linear in the features.</summary>
public sealed partial class LbfgsPoissonRegressionTrainer
    : LbfgsTrainerBase<LbfgsPoissonRegressionTrainer.Options, RegressionPredictionTransformer<PoissonRegressionModelParameters>, PoissonRegressionModelParameters>
{
    internal LbfgsPoissonRegressionTrainer(MLContext context, Options options)
        : base(context, options, LabelKind.Regression)
    {
    }

    /// <summary>Trains from the weights of an earlier model on: sooner done when the rows are much the same.</summary>
    /// <param name="trainData">The rows to learn from.</param>
    /// <param name="linearModel">The model to start from, of one score; null starts from nothing.</param>
    /// <exception cref="ArgumentException">The model is of another number of features.</exception>
    public RegressionPredictionTransformer<PoissonRegressionModelParameters> Fit(IDataView trainData, LinearModelParameters linearModel)
        => TrainTransformer(trainData, null, linearModel?.ToLinearModel());

    private protected override PoissonRegressionModelParameters TrainModel(TrainContext context)
    {
        var negative = context.Training.Data.Labels.Count(static label => label < 0);
        if (negative > 0)
        {
            throw new InvalidOperationException(
                $"Poisson regression needs labels of 0 or more, but {negative} of the {context.Training.Count} '{context.LabelColumn.Name}' labels are negative. Use another trainer, or shift the labels.");
        }

        var fitted = PoissonRegression.Fit(SolverOptions with { Start = context.Start }, context.Training.Data, context.Cancellation);
        return new PoissonRegressionModelParameters(fitted.Weights, fitted.Biases[0]);
    }

    private protected override RegressionPredictionTransformer<PoissonRegressionModelParameters> MakeTransformer(PoissonRegressionModelParameters model, DataViewSchema trainSchema)
        => new(model, trainSchema, FeatureColumn.Name);

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Regression();
}
