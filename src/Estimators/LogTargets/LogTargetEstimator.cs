using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.LogTargets;

/// <summary>Lets a regression trainer learn the natural logarithm of the label; the Score after it is the exponential of the trainer's, in the label's own unit.</summary>
/// <remarks>
/// For positive labels with a long tail, such as prices and durations: errors then count in per cent. The exponential of a mean of logarithms is about the median of
/// the label, not its mean. What Fit gives is the trainer's own transformer and one of ML.NET's, so it is saved like any other pipeline.
/// </remarks>
public sealed class LogTargetEstimator : IEstimator<TransformerChain<ITransformer>>
{
    private readonly IEstimator<ITransformer> _trainer;
    private readonly string _label;

    internal LogTargetEstimator(IEstimator<ITransformer> trainer, string label)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentException.ThrowIfNullOrEmpty(label);
        (_trainer, _label) = (trainer, label);
    }

    /// <summary>Fits the trainer on the rows with the logarithm of their labels.</summary>
    /// <param name="input">The rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label is not there or no Single.</exception>
    /// <exception cref="InvalidOperationException">A label is 0, negative or infinite; the message names its row. Missing labels are left to the trainer.</exception>
    public TransformerChain<ITransformer> Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var label = ColumnCheck.Label(input.Schema, _label, PredictionTask.Regression);
        CheckLabels(input, label);
        var logged = new LoggedLabelView(input, label);
        var trained = _trainer.Fit(logged);
        return new TransformerChain<ITransformer>(trained, Exponential().Fit(trained.Transform(logged)));
    }

    /// <summary>The shape of the schema after the trainer.</summary>
    /// <param name="inputSchema">The shape before.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of the wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Exponential().GetOutputSchema(_trainer.GetOutputSchema(inputSchema));
    }

    private static IEstimator<ITransformer> Exponential() => new MLContext(0).Transforms.Expression(ScoreColumns.Score, "(score) => exp(score)", ScoreColumns.Score);

    private static void CheckLabels(IDataView input, DataViewSchema.Column label)
    {
        using var cursor = input.GetRowCursor([label]);
        var read = cursor.GetGetter<float>(label);
        var value = 0f;
        while (cursor.MoveNext())
        {
            read(ref value);
            if (value <= 0 || float.IsInfinity(value))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"The label '{label.Name}' of row {cursor.Position} is {value}; a logarithm is learnt of labels above 0. Use the trainer without LogTarget, or leave such rows out."));
            }
        }
    }
}
