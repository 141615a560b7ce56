namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>How LightGbm boosts.</summary>
public abstract partial class BoosterParameterBase
{
    private protected BoosterParameterBase()
    {
    }
}
