using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Decides what each column of a data set is for: as told, else by its type and its first 1,000 values.
/// </summary>
internal static class PurposeInference
{
    private const int RowLimit = 1000;
    private const int LongText = 30;

    private static readonly string[] ImageExtensions =
        [".bmp", ".dib", ".rle", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".tif", ".tiff", ".png"];

    /// <summary>The purpose of every column of the schema, in its order.</summary>
    public static ColumnPurpose[] Infer(MLContext context, IDataView data, ColumnInformation information)
    {
        var head = context.Data.TakeRows(data, RowLimit);
        var told = head.Schema.Select(column => column.IsHidden ? ColumnPurpose.Ignore : Told(information, column.Name)).ToArray();
        var texts = ReadTexts(head, [.. head.Schema.Where((column, i) => told[i] is null && column.Type is TextDataViewType)]);
        var open = told.Count(purpose => purpose is null);
        return [.. told.Select((purpose, i) => purpose ?? Judge(head.Schema[i], texts, open == 1))];
    }

    /// <summary>All names a column information holds.</summary>
    public static IEnumerable<string> Names(ColumnInformation information)
    {
        string?[] single =
        [
            information.LabelColumnName, information.UserIdColumnName, information.ItemIdColumnName, information.GroupIdColumnName,
            information.ExampleWeightColumnName, information.SamplingKeyColumnName,
        ];
        return single.OfType<string>()
            .Concat(information.CategoricalColumnNames)
            .Concat(information.NumericColumnNames)
            .Concat(information.TextColumnNames)
            .Concat(information.IgnoredColumnNames)
            .Concat(information.ImagePathColumnNames);
    }

    private static ColumnPurpose? Told(ColumnInformation information, string name)
    {
        (bool Holds, ColumnPurpose Purpose)[] rules =
        [
            (name == information.LabelColumnName, ColumnPurpose.Label),
            (name == information.ExampleWeightColumnName, ColumnPurpose.Weight),
            (name == information.GroupIdColumnName, ColumnPurpose.GroupId),
            (name == information.SamplingKeyColumnName, ColumnPurpose.SamplingKey),
            (information.CategoricalColumnNames.Contains(name), ColumnPurpose.CategoricalFeature),
            (information.NumericColumnNames.Contains(name), ColumnPurpose.NumericFeature),
            (information.TextColumnNames.Contains(name), ColumnPurpose.TextFeature),
            (information.IgnoredColumnNames.Contains(name), ColumnPurpose.Ignore),
            (name == information.UserIdColumnName, ColumnPurpose.UserId),
            (name == information.ItemIdColumnName, ColumnPurpose.ItemId),
            (information.ImagePathColumnNames.Contains(name), ColumnPurpose.ImagePath),
        ];
        foreach (var (holds, purpose) in rules)
        {
            if (holds)
            {
                return purpose;
            }
        }

        return null;
    }

    private static ColumnPurpose Judge(DataViewSchema.Column column, Dictionary<int, List<string>> texts, bool isOnlyOne)
    {
        if (texts.TryGetValue(column.Index, out var values))
        {
            return JudgeText(values, isOnlyOne);
        }

        return column.Type is VectorDataViewType vector
            ? JudgeType(vector.ItemType, ColumnPurpose.TextFeature)
            : JudgeType(column.Type, ColumnPurpose.Ignore);
    }

    private static ColumnPurpose JudgeType(DataViewType type, ColumnPurpose text) => type switch
    {
        TextDataViewType => text,
        BooleanDataViewType or NumberDataViewType => ColumnPurpose.NumericFeature,
        _ => ColumnPurpose.Ignore,
    };

    /// <summary>
    /// Few different values make a category; many make free text when they are long or hold spaces (or nothing else is left to learn
    /// from), and else a name that is of no use. Text whose every value but one names an image is a path.
    /// </summary>
    private static ColumnPurpose JudgeText(List<string> values, bool isOnlyOne)
    {
        if (values.Count == 0)
        {
            return ColumnPurpose.Ignore;
        }

        var images = values.Count(value => ImageExtensions.Any(extension => value.EndsWith(extension, StringComparison.OrdinalIgnoreCase)));
        if (images > 0 && images >= values.Count - 1)
        {
            return ColumnPurpose.ImagePath;
        }

        var distinct = (double)values.Distinct(StringComparer.Ordinal).Count() / values.Count;
        if (distinct < 0.7)
        {
            return ColumnPurpose.CategoricalFeature;
        }

        var isProse = values.Average(value => value.Length) > LongText || values.Average(value => value.Count(c => c == ' ')) >= 1;
        return distinct >= 0.85 && (isProse || isOnlyOne) ? ColumnPurpose.TextFeature : ColumnPurpose.Ignore;
    }

    private static Dictionary<int, List<string>> ReadTexts(IDataView data, DataViewSchema.Column[] columns)
    {
        var texts = columns.ToDictionary(column => column.Index, _ => new List<string>());
        if (columns.Length == 0)
        {
            return texts;
        }

        using var cursor = data.GetRowCursor(columns);
        var getters = columns.Select(cursor.GetGetter<ReadOnlyMemory<char>>).ToArray();
        var value = default(ReadOnlyMemory<char>);
        while (cursor.MoveNext())
        {
            for (var i = 0; i < columns.Length; i++)
            {
                getters[i](ref value);
                texts[columns[i].Index].Add(value.ToString());
            }
        }

        return texts;
    }
}
