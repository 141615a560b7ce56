namespace Microsoft.ML.Trainers;

public abstract partial class LbfgsTrainerBase<TOptions, TTransformer, TModel>
{
    /// <summary>Options common to the L-BFGS trainers.</summary>
    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        /// <summary>L2 penalty, half its product with the squared weights is added to the sum of losses; 0 or more, default 1.</summary>
        public float L2Regularization = LbfgsDefaults.L2Regularization;

        /// <summary>L1 penalty, its product with the absolute weights is added to the sum of losses; 0 or more, default 1.</summary>
        public float L1Regularization = LbfgsDefaults.L1Regularization;

        /// <summary>Relative improvement below which it ends, above 0; default 1e-7.</summary>
        public float OptimizationTolerance = LbfgsDefaults.OptimizationTolerance;

        /// <summary>Number of past steps remembered, 1 or more; default 20.</summary>
        public int HistorySize = LbfgsDefaults.HistorySize;

        /// <summary>Most iterations, 1 or more; default no limit.</summary>
        public int MaximumNumberOfIterations = LbfgsDefaults.MaximumNumberOfIterations;

        /// <summary>Number of threads, 1 or more; default null, all processors.</summary>
        public int? NumberOfThreads;

        private protected OptionsBase()
        {
        }

        internal void Check(OptionViolations violations)
        {
            violations.Require(L2Regularization >= 0 && float.IsFinite(L2Regularization), nameof(L2Regularization), L2Regularization, "0 or more and finite");
            violations.Require(L1Regularization >= 0 && float.IsFinite(L1Regularization), nameof(L1Regularization), L1Regularization, "0 or more and finite");
            violations.Require(OptimizationTolerance > 0 && float.IsFinite(OptimizationTolerance), nameof(OptimizationTolerance), OptimizationTolerance, "above 0 and finite");
            violations.Require(HistorySize > 0, nameof(HistorySize), HistorySize, "1 or more");
            violations.Require(MaximumNumberOfIterations > 0, nameof(MaximumNumberOfIterations), MaximumNumberOfIterations, "1 or more");
            violations.Require(NumberOfThreads is null or > 0, nameof(NumberOfThreads), NumberOfThreads, "1 or more, or null for all processors");
        }
    }
}
