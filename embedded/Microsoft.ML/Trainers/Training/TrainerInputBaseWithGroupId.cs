namespace Microsoft.ML.Trainers;

/// <summary>Options of a trainer whose family also ranks; this host has no rankers, so it names no group column.</summary>
public abstract class TrainerInputBaseWithGroupId : TrainerInputBaseWithWeight
{
    private protected TrainerInputBaseWithGroupId()
    {
    }
}
