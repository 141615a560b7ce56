using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetTuning.Estimators;
using MLNetTuning.Experiments.Trainers;

namespace MLNetTuning;

/// <summary>Turns columns of a table into one vector of numbers, for trees, networks and linear models alike.</summary>
public static class FeaturizerExtensions
{
    /// <summary>
    /// Numbers (missing by the mean, with an indicator where the data has missing values), booleans and one-hot categories, joined to one column.
    /// ML.NET's <c>Auto().Featurizer</c> also offers a hashed variant of 65,536 slots a column, which no dense network can take; this one does not.
    /// </summary>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="data">Rows that will be trained on; only their missing values are looked at.</param>
    /// <param name="columns">Each column's purpose.</param>
    /// <param name="outputColumnName">Name of the joined column. Default <c>Features</c>.</param>
    /// <returns>An ordinary estimator; append trainers or sweepable trainers to it.</returns>
    /// <exception cref="ArgumentException">No column is left to make features from, or the output has the label's name.</exception>
    public static IEstimator<ITransformer> Featurizer(this TuningCatalog tuning, IDataView data, ColumnInformation columns, string outputColumnName = "Features")
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        if (outputColumnName == columns.LabelColumnName)
        {
            throw new ArgumentException($"The label column and the column of the features are both named '{outputColumnName}', and the second would hide the first. Give the label another name.", nameof(outputColumnName));
        }

        var plan = FeaturePlan.From(data, columns);
        if (plan.IsEmpty)
        {
            throw new ArgumentException($"No column is left to make features from besides the label '{columns.LabelColumnName}'. Name numeric, categorical or boolean columns in the column information.", nameof(columns));
        }

        var transforms = tuning.Context.Transforms;
        var chain = new EstimatorChain<ITransformer>();
        if (plan.ToSingle.Length > 0)
        {
            chain = chain.Append<ITransformer>(transforms.Conversion.ConvertType(plan.Pairs(plan.ToSingle), DataKind.Single));
        }

        if (plan.WithMissing.Length > 0)
        {
            InputOutputColumnPair[] indicators = [.. plan.WithMissing.Select(c => new InputOutputColumnPair(plan.Indicator(c), c))];
            InputOutputColumnPair[] own = [.. indicators.Select(i => new InputOutputColumnPair(i.OutputColumnName))];
            chain = chain.Append<ITransformer>(transforms.IndicateMissingValues(indicators)).Append<ITransformer>(transforms.Conversion.ConvertType(own, DataKind.Single));
        }

        if (plan.Numbers.Length > 0)
        {
            chain = chain.Append<ITransformer>(transforms.ReplaceMissingValues(plan.Pairs(plan.Numbers), MissingValueReplacingEstimator.ReplacementMode.Mean));
        }

        if (plan.Categories.Length > 0)
        {
            chain = chain.Append<ITransformer>(transforms.Categorical.OneHotEncoding(plan.Pairs(plan.Categories), maximumNumberOfKeys: FeaturePlan.MaximumCategories));
        }

        string[] inputs = [.. plan.All.Select(plan.Own), .. plan.WithMissing.Select(plan.Indicator)];
        return chain.Append<ITransformer>(transforms.Concatenate(outputColumnName, inputs));
    }
}
