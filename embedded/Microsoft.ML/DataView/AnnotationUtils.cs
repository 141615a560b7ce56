namespace Microsoft.ML.Data;

/// <summary>The names of annotations and what they hold.</summary>
internal static class AnnotationUtils
{
    /// <summary>A vector of text, one name for every slot of a vector column.</summary>
    public static VectorDataViewType NamesType(int size) => new(TextDataViewType.Instance, size);

    /// <summary>A vector of key values, without copying.</summary>
    public static ReadOnlyMemory<char>[] ToMemory(IEnumerable<string> names) => names.Select(static n => n.AsMemory()).ToArray();

    /// <summary>Adds the names of slots to what is known about a vector column.</summary>
    public static void AddSlotNames(this DataViewSchema.Annotations.Builder builder, ReadOnlyMemory<char>[] names) =>
        builder.Add(Kinds.SlotNames, NamesType(names.Length), Getter(names));

    /// <summary>Adds the values keys stand for; the first belongs to key 1.</summary>
    public static void AddKeyValues<T>(this DataViewSchema.Annotations.Builder builder, T[] values, PrimitiveDataViewType type) =>
        builder.Add(Kinds.KeyValues, new VectorDataViewType(type, values.Length), Getter(values));

    /// <summary>The names of the slots, or null where they are not known or do not fit the vector.</summary>
    public static ReadOnlyMemory<char>[]? SlotNamesOrNull(this DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(Kinds.SlotNames, ref names);
        return names.DenseValues().ToArray();
    }

    /// <summary>First and last slot of every category's indicators, pair by pair; empty where not known.</summary>
    public static int[] CategoricalRanges(this DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType { IsKnownSize: true }
            || column.Annotations.Schema.GetColumnOrNull(Kinds.CategoricalSlotRanges)?.Type is not VectorDataViewType { ItemType: var item }
            || !item.Equals(NumberDataViewType.Int32))
        {
            return [];
        }

        VBuffer<int> ranges = default;
        column.Annotations.GetValue(Kinds.CategoricalSlotRanges, ref ranges);
        return ranges.DenseValues().ToArray();
    }

    public static ValueGetter<VBuffer<T>> Getter<T>(T[] values) => (ref VBuffer<T> target) => VBuffer<T>.Copy(values, 0, ref target, values.Length);

    /// <summary>The kinds of annotations.</summary>
    public static class Kinds
    {
        public const string SlotNames = "SlotNames";
        public const string KeyValues = "KeyValues";
        public const string ScoreColumnSetId = "ScoreColumnSetId";
        public const string ScoreColumnKind = "ScoreColumnKind";
        public const string ScoreValueKind = "ScoreValueKind";
        public const string IsNormalized = "IsNormalized";
        public const string IsUserVisible = "IsUserVisible";
        public const string TrainingLabelValues = "TrainingLabelValues";
        public const string CategoricalSlotRanges = "CategoricalSlotRanges";
    }

    /// <summary>The texts that annotations hold.</summary>
    public static class Const
    {
        public static class ScoreColumnKind
        {
            public const string BinaryClassification = "BinaryClassification";
            public const string MulticlassClassification = "MulticlassClassification";
            public const string Regression = "Regression";
        }

        public static class ScoreValueKind
        {
            public const string Score = "Score";
            public const string PredictedLabel = "PredictedLabel";
            public const string Probability = "Probability";
        }
    }
}
