namespace Microsoft.ML.Trainers;

public abstract partial class SdcaBinaryTrainerBase<TModelParameters>
{
    /// <summary>Options of two classes.</summary>
    public class BinaryOptionsBase : OptionsBase
    {
        /// <summary>The weight of positive rows, above 0; default 1.</summary>
        public float PositiveInstanceWeight = 1;

        /// <summary>Makes the default options.</summary>
        public BinaryOptionsBase()
        {
        }

        internal override void Check(OptionViolations violations)
        {
            base.Check(violations);
            violations.Require(PositiveInstanceWeight > 0 && float.IsFinite(PositiveInstanceWeight), nameof(PositiveInstanceWeight), PositiveInstanceWeight, "above 0 and finite");
        }
    }
}
