using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>The values of the classes of a multiclass label, with their type: texts or numbers.</summary>
internal abstract class ClassValues
{
    public abstract int Count { get; }

    public abstract PrimitiveDataViewType Type { get; }

    /// <summary>The values as text, in class order.</summary>
    public abstract string[] Names { get; }

    public bool AreNumbers => Type is not TextDataViewType;

    /// <summary>Adds the values under an annotation name.</summary>
    public abstract void Annotate(DataViewSchema.Annotations.Builder builder, string name);

    /// <summary>A getter of the value of the class whose number is asked for at each call.</summary>
    public abstract Delegate ValueGetter(Func<int> classNumber);

    public static ClassValues FromNames(IReadOnlyList<string> names, bool areNumbers) => areNumbers
        ? new Of<float>([.. names.Select(name => float.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture))], NumberDataViewType.Single, value => value.ToString("R", CultureInfo.InvariantCulture))
        : new Of<ReadOnlyMemory<char>>([.. names.Select(name => name.AsMemory())], TextDataViewType.Instance, value => value.ToString());

    /// <summary>Reads the values of a key column's annotation; null when it has none, or of a type classes do not have.</summary>
    public static ClassValues? FromKey(DataViewSchema.Column column)
    {
        var annotation = column.Annotations.Schema.GetColumnOrNull(AnnotationNames.KeyValues);
        return (annotation?.Type as VectorDataViewType)?.ItemType switch
        {
            TextDataViewType type => Read<ReadOnlyMemory<char>>(column, type, value => value.ToString()),
            BooleanDataViewType type => Read<bool>(column, type, value => value ? "True" : "False"),
            NumberDataViewType type when type == NumberDataViewType.Single => ReadNumber<float>(column, type),
            NumberDataViewType type when type == NumberDataViewType.Double => ReadNumber<double>(column, type),
            NumberDataViewType type when type == NumberDataViewType.Int32 => ReadNumber<int>(column, type),
            NumberDataViewType type when type == NumberDataViewType.UInt32 => ReadNumber<uint>(column, type),
            NumberDataViewType type when type == NumberDataViewType.Int64 => ReadNumber<long>(column, type),
            _ => null,
        };
    }

    private static Of<T> ReadNumber<T>(DataViewSchema.Column column, PrimitiveDataViewType type)
        where T : IFormattable => Read<T>(column, type, value => value.ToString(null, CultureInfo.InvariantCulture));

    private static Of<T> Read<T>(DataViewSchema.Column column, PrimitiveDataViewType type, Func<T, string> name)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(AnnotationNames.KeyValues, ref values);
        return new Of<T>([.. values.DenseValues()], type, name);
    }

    private sealed class Of<T>(T[] values, PrimitiveDataViewType type, Func<T, string> name) : ClassValues
    {
        public override int Count => values.Length;

        public override PrimitiveDataViewType Type => type;

        public override string[] Names { get; } = [.. values.Select(name)];

        public override void Annotate(DataViewSchema.Annotations.Builder builder, string annotation) =>
            builder.Add(annotation, new VectorDataViewType(type, values.Length), AnnotationNames.Vector(values));

        public override Delegate ValueGetter(Func<int> classNumber) => (ValueGetter<T>)((ref T value) => value = values[classNumber()]);
    }
}
