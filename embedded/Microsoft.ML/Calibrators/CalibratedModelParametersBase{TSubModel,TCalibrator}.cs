namespace Microsoft.ML.Calibrators;

/// <summary>A model with a calibrator behind it, their types known.</summary>
/// <typeparam name="TSubModel">The model that gives the score.</typeparam>
/// <typeparam name="TCalibrator">What turns the score into a probability.</typeparam>
public abstract class CalibratedModelParametersBase<TSubModel, TCalibrator> : CalibratedModelParametersBase
    where TSubModel : class
    where TCalibrator : class, ICalibrator
{
    private protected CalibratedModelParametersBase(TSubModel subModel, TCalibrator calibrator)
        : base(subModel, calibrator)
    {
        SubModel = subModel;
        Calibrator = calibrator;
    }

    /// <summary>The model that gives the score.</summary>
    public new TSubModel SubModel { get; }

    /// <summary>What turns the score into a probability.</summary>
    public new TCalibrator Calibrator { get; }
}
