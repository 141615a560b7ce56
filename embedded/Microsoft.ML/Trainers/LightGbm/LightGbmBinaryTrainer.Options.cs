namespace Microsoft.ML.Trainers.LightGbm;

public sealed partial class LightGbmBinaryTrainer
{
    /// <summary>Options of binary LightGbm.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Whether the rarer class is weighted up to the weight of the other; default false.</summary>
        public bool UnbalancedSets = false;

        /// <summary>The weight of positive rows, above 0; default 1.</summary>
        public double WeightOfPositiveExamples = 1;

        /// <summary>The factor of the score inside the sigmoid, above 0; default 0.5.</summary>
        public double Sigmoid = 0.5;

        /// <summary>What early stopping watches; default <see cref="EvaluateMetricType.Logloss"/>.</summary>
        public EvaluateMetricType EvaluationMetric = EvaluateMetricType.Logloss;

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

            /// <summary>The log loss.</summary>
            Logloss,

            /// <summary>The share of rows predicted wrong.</summary>
            Error,

            /// <summary>The area under the ROC curve.</summary>
            AreaUnderCurve,
        }

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(WeightOfPositiveExamples > 0 && double.IsFinite(WeightOfPositiveExamples), nameof(WeightOfPositiveExamples), WeightOfPositiveExamples, "above 0 and finite");
            violations.Require(Sigmoid > 0 && double.IsFinite(Sigmoid), nameof(Sigmoid), Sigmoid, "above 0 and finite");
        }
    }
}
