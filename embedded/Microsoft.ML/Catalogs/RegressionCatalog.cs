namespace Microsoft.ML;

/// <summary>Trainers and metrics for numbers.</summary>
public sealed partial class RegressionCatalog : TrainCatalogBase
{
    internal RegressionCatalog(MLContext context)
        : base(context)
    {
        Trainers = new RegressionTrainers(this);
    }

    /// <summary>The trainers.</summary>
    public RegressionTrainers Trainers { get; }

    /// <summary>Trainers for numbers.</summary>
    public sealed partial class RegressionTrainers : CatalogInstantiatorBase
    {
        internal RegressionTrainers(RegressionCatalog catalog)
            : base(catalog)
        {
        }
    }
}
