using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    /// <summary>What turns scores into probabilities.</summary>
    public CalibratorsCatalog Calibrators => field ??= new CalibratorsCatalog(this);

    /// <summary>The calibrators.</summary>
    public sealed class CalibratorsCatalog : CatalogInstantiatorBase
    {
        internal CalibratorsCatalog(BinaryClassificationCatalog catalog)
            : base(catalog)
        {
        }

        /// <summary>A sigmoid of the score, fitted to labels.</summary>
        /// <param name="labelColumnName">The label.</param>
        /// <param name="scoreColumnName">The score, a Single.</param>
        /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
        public PlattCalibratorEstimator Platt(
            string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score, string? exampleWeightColumnName = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
            return new PlattCalibratorEstimator(labelColumnName, scoreColumnName, exampleWeightColumnName);
        }

        /// <summary>A sigmoid of the score, p = 1 / (1 + exp(slope x score + offset)).</summary>
        /// <param name="slope">The factor of the score.</param>
        /// <param name="offset">The constant added.</param>
        /// <param name="scoreColumnName">The score, a Single.</param>
        public FixedPlattCalibratorEstimator Platt(double slope, double offset, string scoreColumnName = DefaultColumnNames.Score)
            => new(slope, offset, scoreColumnName);

        /// <summary>A rising step function of the score with straight lines between the steps, fitted to labels.</summary>
        /// <param name="labelColumnName">The label.</param>
        /// <param name="scoreColumnName">The score, a Single.</param>
        /// <param name="exampleWeightColumnName">The row weights, a Single; null for none.</param>
        public IsotonicCalibratorEstimator Isotonic(
            string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score, string? exampleWeightColumnName = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
            return new IsotonicCalibratorEstimator(labelColumnName, scoreColumnName, exampleWeightColumnName);
        }

        /// <summary>The share of positive rows in each of 200 bins of equal width.</summary>
        /// <param name="labelColumnName">The label.</param>
        /// <param name="scoreColumnName">The score, a Single.</param>
        public NaiveCalibratorEstimator Naive(string labelColumnName = DefaultColumnNames.Label, string scoreColumnName = DefaultColumnNames.Score)
        {
            ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
            return new NaiveCalibratorEstimator(labelColumnName, scoreColumnName);
        }
    }
}
