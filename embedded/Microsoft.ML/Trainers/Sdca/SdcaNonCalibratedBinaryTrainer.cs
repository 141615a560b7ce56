using Microsoft.ML.Data;
using MLNetTuning.Trainers.Linear;

namespace Microsoft.ML.Trainers;

/// <summary>A linear trainer of two classes by dual coordinate ascent, on a loss of choice; it gives scores but no probabilities.</summary>
public sealed partial class SdcaNonCalibratedBinaryTrainer : SdcaBinaryTrainerBase<LinearBinaryModelParameters>
{
    private readonly SdcaLoss _loss;

    internal SdcaNonCalibratedBinaryTrainer(MLContext context, Options options)
        : base(context, options)
    {
        _loss = options.LossFunction switch
        {
            null or LogLoss => SdcaLoss.Logistic,
            HingeLoss { Margin: 1 } => SdcaLoss.Hinge,
            HingeLoss hinge => throw new NotSupportedException(
                FormattableString.Invariant($"HingeLoss with margin {hinge.Margin} is asked for; the embedded host minimises the one of margin 1. Use that, or run on the ML.NET packages.")),
            var other => throw new NotSupportedException(
                $"The loss {other.GetType()} is asked for; the embedded host minimises LogLoss and HingeLoss. Use one of these, or run on the ML.NET packages."),
        };
    }

    private protected override LinearBinaryModelParameters TrainModel(TrainContext context)
    {
        BinaryLabels.CheckBothClasses(context);
        var fitted = Solve(_loss, 0, Weigh(context.Training.Data));
        return new LinearBinaryModelParameters(fitted.Weights, fitted.Biases[0]);
    }

    private protected override SchemaShape.Column[] OutputColumns(SchemaShape inputSchema) => TrainerOutputs.Binary(calibrated: false);
}
