using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

public sealed partial class AutoCatalog
{
    /// <summary>
    /// A pipeline that makes one vector of numbers of all columns but those excluded. Columns named nowhere are judged by their types and
    /// first 1,000 values.
    /// </summary>
    /// <param name="data">Rows to judge the columns by.</param>
    /// <param name="outputColumnName">The vector's column. Default: "Features".</param>
    /// <param name="catelogicalColumns">Columns of categories.</param>
    /// <param name="numericColumns">Columns of numbers.</param>
    /// <param name="textColumns">Columns of free text.</param>
    /// <param name="imagePathColumns">Columns of paths of images.</param>
    /// <param name="excludeColumns">Columns that are not used, the label among them.</param>
    /// <exception cref="ArgumentException">A column is named twice.</exception>
    /// <exception cref="NotSupportedException">A column holds paths of images.</exception>
    public SweepablePipeline Featurizer(IDataView data, string outputColumnName = "Features", string[]? catelogicalColumns = null, string[]? numericColumns = null, string[]? textColumns = null, string[]? imagePathColumns = null, string[]? excludeColumns = null)
    {
        var information = new ColumnInformation();
        AddAll(information.CategoricalColumnNames, catelogicalColumns);
        AddAll(information.NumericColumnNames, numericColumns);
        AddAll(information.TextColumnNames, textColumns);
        AddAll(information.ImagePathColumnNames, imagePathColumns);
        AddAll(information.IgnoredColumnNames, excludeColumns);
        var named = new[] { catelogicalColumns, numericColumns, textColumns, excludeColumns }.OfType<string[]>().SelectMany(names => names);
        if (named.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"The column '{repeated.Key}' is named {repeated.Count()} times among the categorical, numeric, text and excluded columns: a column has one purpose.");
        }

        return Featurizer(data, information, outputColumnName);
    }

    /// <summary>
    /// A pipeline that makes one vector of numbers of all features: missing numbers replaced, truth values as 0 and 1, categories one-hot or, as a
    /// second choice, in slots told by their hash, texts by their words and characters.
    /// </summary>
    /// <param name="data">Rows to judge the columns by.</param>
    /// <param name="columnInformation">What is known of the columns.</param>
    /// <param name="outputColumnName">The vector's column. Default: "Features".</param>
    /// <exception cref="NotSupportedException">A column holds paths of images.</exception>
    public SweepablePipeline Featurizer(IDataView data, ColumnInformation columnInformation, string outputColumnName = "Features")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columnInformation);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        var purposes = PurposeInference.Infer(_context, data, columnInformation);
        string[] Named(Func<DataViewSchema.Column, bool> wanted) => [.. data.Schema.Where(wanted).Select(column => column.Name)];
        string[] OfPurpose(ColumnPurpose purpose) => Named(column => purposes[column.Index] == purpose);
        Refuse(OfPurpose(ColumnPurpose.ImagePath), "paths of images", "exclude them");
        var numbers = Named(column => purposes[column.Index] == ColumnPurpose.NumericFeature && !IsBoolean(column.Type));
        var truths = Named(column => purposes[column.Index] == ColumnPurpose.NumericFeature && IsBoolean(column.Type));
        var categories = OfPurpose(ColumnPurpose.CategoricalFeature);
        var texts = OfPurpose(ColumnPurpose.TextFeature);

        var pipeline = new SweepablePipeline();
        if (numbers.Length > 0)
        {
            pipeline = pipeline.Append(FeatureSteps.ReplaceMissingValues(numbers));
        }

        if (truths.Length > 0)
        {
            pipeline = pipeline.Append(FeatureSteps.ConvertType(truths));
        }

        if (categories.Length > 0)
        {
            pipeline = pipeline.Append(FeatureSteps.OneHotEncoding(categories), FeatureSteps.OneHotHashEncoding(categories, HashWidth.Of(_context, data, categories)));
        }

        pipeline = texts.Aggregate(pipeline, (steps, text) => steps.Append(FeatureSteps.FeaturizeText(text)));
        string[] features = [.. texts, .. numbers, .. categories, .. truths];
        return features.Length == 0 ? pipeline : pipeline.Append(FeatureSteps.Concatenate(outputColumnName, features));
    }

    private static void AddAll(ICollection<string> names, string[]? more)
    {
        foreach (var name in more ?? [])
        {
            names.Add(name);
        }
    }

    private static void Refuse(string[] columns, string what, string remedy)
    {
        if (columns.Length > 0)
        {
            throw new NotSupportedException($"The columns {string.Join(", ", columns)} hold {what}, for which this host has no featurizer: {remedy}.");
        }
    }

    private static bool IsBoolean(DataViewType type) => (type as VectorDataViewType)?.ItemType is BooleanDataViewType || type is BooleanDataViewType;
}
