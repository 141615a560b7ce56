namespace Microsoft.ML.Trainers.LightGbm;

public abstract partial class LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>
{
    /// <summary>Options common to the LightGbm trainers.</summary>
    public class OptionsBase : TrainerInputBaseWithGroupId
    {
        private BoosterParameterBase.OptionsBase _booster = new GradientBooster.Options();

        /// <summary>Number of rounds, 1 or more; default 100. Multiclass grows one tree a class in each.</summary>
        public int NumberOfIterations = Defaults.NumberOfIterations;

        /// <summary>Step taken with each tree, above 0; default null: 0.2 up to 100,000 rows, else 0.25.</summary>
        public double? LearningRate;

        /// <summary>Most leaves of a tree, 2 or more; default null: 20 up to 100,000 rows, else 30.</summary>
        public int? NumberOfLeaves;

        /// <summary>Fewest training rows in a leaf, 1 or more; default null: 20, for several classes rows / leaves / classes / 10 from 5 to 50.</summary>
        public int? MinimumExampleCountPerLeaf;

        /// <summary>Most bins a feature's values are cut into, 2 to 255; default 255.</summary>
        public int MaximumBinCountPerFeature = 255;

        /// <summary>Number of threads, 1 or more; default null, all processors. The model does not depend on it.</summary>
        public int? NumberOfThreads;

        /// <summary>Rounds without a better validation loss after which it stops; default 0, never. Needs validation rows.</summary>
        public int EarlyStoppingRound = 0;

        /// <summary>Seed of row and feature sampling; default null, drawn from the context.</summary>
        public int? Seed;

        private protected OptionsBase()
        {
        }

        /// <summary>How to boost; default gradient boosting.</summary>
        /// <exception cref="ArgumentNullException">It is set to null.</exception>
        public BoosterParameterBase.OptionsBase Booster
        {
            get => _booster;
            set => _booster = value ?? throw new ArgumentNullException(nameof(value));
        }

        internal virtual void Check(OptionViolations violations)
        {
            violations.Require(NumberOfIterations >= 1, nameof(NumberOfIterations), NumberOfIterations, "1 or more");
            violations.Require(LearningRate is null or (> 0 and < double.PositiveInfinity), nameof(LearningRate), LearningRate, "above 0 and finite, or null");
            violations.Require(NumberOfLeaves is null or >= 2, nameof(NumberOfLeaves), NumberOfLeaves, "2 or more, or null");
            violations.Require(MinimumExampleCountPerLeaf is null or >= 1, nameof(MinimumExampleCountPerLeaf), MinimumExampleCountPerLeaf, "1 or more, or null");
            violations.Require(MaximumBinCountPerFeature is >= 2 and <= 255, nameof(MaximumBinCountPerFeature), MaximumBinCountPerFeature, "from 2 to 255");
            violations.Require(NumberOfThreads is null or > 0, nameof(NumberOfThreads), NumberOfThreads, "1 or more, or null for all processors");
            violations.Require(EarlyStoppingRound >= 0, nameof(EarlyStoppingRound), EarlyStoppingRound, "0 or more");
            _booster.Check(violations);
        }
    }
}
