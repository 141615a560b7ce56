namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>What a normalizer learned of a column.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>The column is scaled to (value - offset) * scale.</summary>
    /// <typeparam name="TData">A number for a scalar column, an immutable array for a vector.</typeparam>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        /// <summary>The scales.</summary>
        public TData Scale { get; }

        /// <summary>The offsets; for a vector an empty array where all are 0.</summary>
        public TData Offset { get; }
    }

    /// <summary>The column is scaled to the normal distribution's cumulative share.</summary>
    /// <typeparam name="TData">A number for a scalar column, an immutable array for a vector.</typeparam>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation, bool useLog)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
            UseLog = useLog;
        }

        /// <summary>The means.</summary>
        public TData Mean { get; }

        /// <summary>The standard deviations.</summary>
        public TData StandardDeviation { get; }

        /// <summary>Whether the logarithm of values is taken first.</summary>
        public bool UseLog { get; }
    }
}
