namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer that may weigh its rows.</summary>
public abstract class TrainerInputBaseWithWeight : TrainerInputBaseWithLabel
{
    /// <summary>Name of the column of row weights, floats of 0 or more; default null, every row weighs 1.</summary>
    public string ExampleWeightColumnName = null!;

    private protected TrainerInputBaseWithWeight()
    {
    }
}
