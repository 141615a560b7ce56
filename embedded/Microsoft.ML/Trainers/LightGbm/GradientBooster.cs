namespace Microsoft.ML.Trainers.LightGbm;

/// <summary>Gradient boosting of trees.</summary>
public sealed class GradientBooster : BoosterParameterBase
{
    private GradientBooster()
    {
    }

    /// <summary>Options of gradient boosting.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
