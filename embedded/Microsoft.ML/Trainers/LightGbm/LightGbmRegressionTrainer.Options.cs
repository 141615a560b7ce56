namespace Microsoft.ML.Trainers.LightGbm;

public sealed partial class LightGbmRegressionTrainer
{
    /// <summary>Options of LightGbm regression.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
