namespace Microsoft.ML.Trainers.LightGbm;

public sealed partial class LightGbmRegressionTrainer
{
    /// <summary>Options of LightGbm regression.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>What early stopping watches; default <see cref="EvaluateMetricType.RootMeanSquaredError"/>.</summary>
        public EvaluateMetricType EvaluationMetric = EvaluateMetricType.RootMeanSquaredError;

        /// <summary>Makes the default options.</summary>
        public Options()
        {
        }

        /// <summary>Metrics of the validation rows.</summary>
        public enum EvaluateMetricType
        {
            /// <summary>None: early stopping watches the loss.</summary>
            None,

            /// <summary>The loss.</summary>
            Default,

            /// <summary>The mean absolute error.</summary>
            MeanAbsoluteError,

            /// <summary>The root of the mean squared error.</summary>
            RootMeanSquaredError,

            /// <summary>The mean squared error.</summary>
            MeanSquaredError,
        }
    }
}
