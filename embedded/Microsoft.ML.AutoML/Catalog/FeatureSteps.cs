using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The steps that make features of columns. None has anything to search.
/// </summary>
internal static class FeatureSteps
{
    public static SweepableEstimator ReplaceMissingValues(string[] columns) => Create(
        EstimatorType.ReplaceMissingValues,
        new ReplaceMissingValueOption { InputColumnNames = columns, OutputColumnNames = columns },
        (context, option) => context.Transforms.ReplaceMissingValues(Pairs(option.OutputColumnNames, option.InputColumnNames)));

    public static SweepableEstimator ConvertType(string[] columns) => Create(
        EstimatorType.ConvertType,
        new ConvertTypeOption { InputColumnNames = columns, OutputColumnNames = columns },
        (context, option) => context.Transforms.Conversion.ConvertType(Pairs(option.OutputColumnNames, option.InputColumnNames), option.TargetType));

    public static SweepableEstimator OneHotEncoding(string[] columns) => Create(
        EstimatorType.OneHotEncoding,
        new OneHotOption { InputColumnNames = columns, OutputColumnNames = columns },
        (context, option) => context.Transforms.Categorical.OneHotEncoding(Pairs(option.OutputColumnNames, option.InputColumnNames)));

    /// <summary>Hashed categories.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="bits">The width of each column's vector as a power of 2.</param>
    public static SweepableEstimator OneHotHashEncoding(string[] columns, int bits) => Create(
        EstimatorType.OneHotHashEncoding,
        new OneHotOption { InputColumnNames = columns, OutputColumnNames = columns },
        (context, option) => context.Transforms.Categorical.OneHotHashEncoding(Pairs(option.OutputColumnNames, option.InputColumnNames), numberOfBits: bits));

    public static SweepableEstimator FeaturizeText(string column) => Create(
        EstimatorType.FeaturizeText,
        new FeaturizeTextOption { InputColumnName = column, OutputColumnName = column },
        (context, option) => context.Transforms.Text.FeaturizeText(option.OutputColumnName!, option.InputColumnName));

    public static SweepableEstimator Concatenate(string output, string[] columns) => Create(
        EstimatorType.Concatenate,
        new ConcatOption { InputColumnNames = columns, OutputColumnName = output },
        (context, option) => context.Transforms.Concatenate(option.OutputColumnName!, option.InputColumnNames!));

    private static SweepableEstimator Create<TOption>(EstimatorType type, TOption option, Func<MLContext, TOption, IEstimator<ITransformer>> build)
        where TOption : class, new()
        => CatalogEstimator.Create(type, option, null, build);

    private static InputOutputColumnPair[] Pairs(string[]? outputs, string[]? inputs)
    {
        if (outputs is null || inputs is null || outputs.Length != inputs.Length)
        {
            throw new ArgumentException(
                $"The names of the columns made ({string.Join(", ", outputs ?? [])}) and of those read ({string.Join(", ", inputs ?? [])}) must be as many.");
        }

        return [.. outputs.Zip(inputs, (output, input) => new InputOutputColumnPair(output, input))];
    }
}
