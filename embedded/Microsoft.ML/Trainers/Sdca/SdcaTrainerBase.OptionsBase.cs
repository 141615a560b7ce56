namespace Microsoft.ML.Trainers;

public abstract partial class SdcaTrainerBase<TOptions, TTransformer, TModel>
{
    /// <summary>Options common to the dual coordinate ascent trainers.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        /// <summary>L2 penalty beside the mean loss, 0 or more (at least 1e-9 is used); default null, by the number of rows.</summary>
        public float? L2Regularization;

        /// <summary>L1 threshold, the L1 penalty over the L2 penalty, 0 or more; default null, by the number of features.</summary>
        public float? L1Regularization;

        /// <summary>Ends when the duality gap is below this share of the loss, above 0 to 1; default 0.1 (regression 0.01).</summary>
        public float ConvergenceTolerance = 0.1f;

        /// <summary>Most passes over the rows, 1 or more; default null, by the number of rows.</summary>
        public int? MaximumNumberOfIterations;

        /// <summary>Whether each pass visits the rows in a new random order; default true.</summary>
        public bool Shuffle = true;

        private protected OptionsBase()
        {
        }

        internal virtual void Check(OptionViolations violations)
        {
            violations.Require(L2Regularization is null or (>= 0 and < float.PositiveInfinity), nameof(L2Regularization), L2Regularization, "0 or more and finite, or null");
            violations.Require(L1Regularization is null or (>= 0 and < float.PositiveInfinity), nameof(L1Regularization), L1Regularization, "0 or more and finite, or null");
            violations.Require(ConvergenceTolerance is > 0 and <= 1, nameof(ConvergenceTolerance), ConvergenceTolerance, "above 0 and at most 1");
            violations.Require(MaximumNumberOfIterations is null or > 0, nameof(MaximumNumberOfIterations), MaximumNumberOfIterations, "1 or more, or null");
        }
    }
}
