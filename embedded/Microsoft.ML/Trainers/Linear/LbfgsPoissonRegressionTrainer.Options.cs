namespace Microsoft.ML.Trainers;

public sealed partial class LbfgsPoissonRegressionTrainer
{
    /// <summary>Options of Poisson regression.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }
    }
}
