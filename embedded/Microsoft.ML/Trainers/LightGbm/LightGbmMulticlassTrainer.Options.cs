namespace Microsoft.ML.Trainers.LightGbm;

public sealed partial class LightGbmMulticlassTrainer
{
    /// <summary>Options of multiclass LightGbm.</summary>
    public sealed class Options : OptionsBase
    {
        /// <summary>Whether to grow one model on the softmax loss rather than one a class; default null: from 50,000 rows on.</summary>
        public bool? UseSoftmax;

        /// <summary>The factor of the score inside each class's sigmoid, above 0; default 0.5. Ignored with softmax.</summary>
        public double Sigmoid = 0.5;

        /// <summary>What early stopping watches; default <see cref="EvaluateMetricType.Error"/>.</summary>
        public EvaluateMetricType EvaluationMetric = EvaluateMetricType.Error;

        /// <summary>Whether, with one model a class, each class weighs as much as all others together; default false.</summary>
        public bool UnbalancedSets = false;

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

            /// <summary>The share of rows predicted wrong.</summary>
            Error,

            /// <summary>The log loss.</summary>
            LogLoss,
        }

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(Sigmoid > 0 && double.IsFinite(Sigmoid), nameof(Sigmoid), Sigmoid, "above 0 and finite");
        }
    }
}
