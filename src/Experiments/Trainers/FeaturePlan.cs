using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;

namespace MLNetTuning.Experiments.Trainers;

/// <summary>Which column becomes which kind of feature.</summary>
/// <param name="Numbers">Single columns.</param>
/// <param name="ToSingle">Boolean columns.</param>
/// <param name="WithMissing">Single columns that have missing values in the data seen.</param>
/// <param name="Categories">Text columns to encode one-hot.</param>
/// <param name="Prefix">What the names of new columns begin with, so that none of them hides a column of the table.</param>
internal sealed record FeaturePlan(string[] Numbers, string[] ToSingle, string[] WithMissing, string[] Categories, string Prefix)
{
    /// <summary>Rarer categories beyond this many per column share the all-zero code.</summary>
    internal const int MaximumCategories = 100;

    internal bool IsEmpty => Numbers.Length + ToSingle.Length + Categories.Length == 0;

    internal IEnumerable<string> All => Numbers.Concat(ToSingle).Concat(Categories);

    internal static FeaturePlan From(IDataView data, ColumnInformation columns)
    {
        var skip = new HashSet<string?>(columns.IgnoredColumnNames, StringComparer.Ordinal)
        {
            columns.LabelColumnName, columns.ExampleWeightColumnName, columns.SamplingKeyColumnName, columns.GroupIdColumnName,
        };
        DataViewSchema.Column[] used = [.. data.Schema.Where(c => !c.IsHidden && !skip.Contains(c.Name))];
        DataViewSchema.Column[] numbers = [.. used.Where(c => c.Type == NumberDataViewType.Single)];
        string[] converted = [.. used.Where(c => c.Type is BooleanDataViewType).Select(c => c.Name)];
        string[] categories = [.. used.Where(c => c.Type is TextDataViewType && !columns.TextColumnNames.Contains(c.Name)).Select(c => c.Name)];
        return new FeaturePlan([.. numbers.Select(c => c.Name)], converted, MissingIn(data, numbers), categories, FreePrefix(data.Schema));
    }

    internal InputOutputColumnPair[] Pairs(string[] columns) => [.. columns.Select(c => new InputOutputColumnPair(Own(c), c))];

    /// <summary>A name of our own, so that the table's columns stay as they are for other members of an ensemble.</summary>
    internal string Own(string column) => Prefix + "x_" + column;

    internal string Indicator(string column) => Prefix + "missing_" + column;

    private static string FreePrefix(DataViewSchema schema)
    {
        var prefix = string.Empty;
        while (schema.Any(c => c.Name.StartsWith(prefix + "x_", StringComparison.Ordinal) || c.Name.StartsWith(prefix + "missing_", StringComparison.Ordinal)))
        {
            prefix += "_";
        }

        return prefix;
    }

    private static string[] MissingIn(IDataView data, DataViewSchema.Column[] numbers)
    {
        var missing = new bool[numbers.Length];
        using var cursor = data.GetRowCursor(numbers);
        ValueGetter<float>[] getters = [.. numbers.Select(c => cursor.GetGetter<float>(c))];
        while (cursor.MoveNext())
        {
            for (var i = 0; i < getters.Length; i++)
            {
                var value = 0f;
                getters[i](ref value);
                missing[i] |= float.IsNaN(value);
            }
        }

        return [.. numbers.Where((_, i) => missing[i]).Select(c => c.Name)];
    }
}
