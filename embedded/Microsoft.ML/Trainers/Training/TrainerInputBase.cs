namespace Microsoft.ML.Trainers;

/// <summary>What every trainer's options name: the features.</summary>
public abstract class TrainerInputBase
{
    /// <summary>Name of the column of features, a vector of floats; default "Features".</summary>
    public string FeatureColumnName = "Features";

    private protected TrainerInputBase()
    {
    }
}
