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
    /// <exception cref="ArgumentException">No column is left to make features from.</exception>
    public static IEstimator<ITransformer> Featurizer(this TuningCatalog tuning, IDataView data, ColumnInformation columns, string outputColumnName = "Features")
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        var plan = FeaturePlan.From(data, columns);
        if (plan.IsEmpty)
        {
            throw new ArgumentException($"No column is left to make features from besides the label '{columns.LabelColumnName}'. Name numeric, categorical or boolean columns in the column information.", nameof(columns));
        }

        var transforms = tuning.Context.Transforms;
        var chain = new EstimatorChain<ITransformer>();
        if (plan.ToSingle.Length > 0)
        {
            chain = chain.Append<ITransformer>(transforms.Conversion.ConvertType(Pairs(plan.ToSingle), DataKind.Single));
        }

        if (plan.WithMissing.Length > 0)
        {
            InputOutputColumnPair[] indicators = [.. plan.WithMissing.Select(c => new InputOutputColumnPair(Indicator(c), c))];
            InputOutputColumnPair[] own = [.. indicators.Select(i => new InputOutputColumnPair(i.OutputColumnName))];
            chain = chain.Append<ITransformer>(transforms.IndicateMissingValues(indicators)).Append<ITransformer>(transforms.Conversion.ConvertType(own, DataKind.Single));
        }

        if (plan.Numbers.Length > 0)
        {
            chain = chain.Append<ITransformer>(transforms.ReplaceMissingValues(Pairs(plan.Numbers), MissingValueReplacingEstimator.ReplacementMode.Mean));
        }

        if (plan.Categories.Length > 0)
        {
            chain = chain.Append<ITransformer>(transforms.Categorical.OneHotEncoding(Pairs(plan.Categories), maximumNumberOfKeys: FeaturePlan.MaximumCategories));
        }

        string[] inputs = [.. plan.All.Select(Own), .. plan.WithMissing.Select(Indicator)];
        return chain.Append<ITransformer>(transforms.Concatenate(outputColumnName, inputs));
    }

    private static InputOutputColumnPair[] Pairs(string[] columns) => [.. columns.Select(c => new InputOutputColumnPair(Own(c), c))];

    /// <summary>A name of our own, so that the table's columns stay as they are for other members of an ensemble.</summary>
    private static string Own(string column) => "x_" + column;

    private static string Indicator(string column) => "x_" + column + "_missing";
}
