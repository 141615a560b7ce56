namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer that learns from labels.</summary>
public abstract class TrainerInputBaseWithLabel : TrainerInputBase
{
    /// <summary>Name of the column of labels; default "Label".</summary>
    public string LabelColumnName = "Label";

    private protected TrainerInputBaseWithLabel()
    {
    }
}
