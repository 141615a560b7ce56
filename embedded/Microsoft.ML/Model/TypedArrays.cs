using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Arrays of a raw type known only at run time, in model files.</summary>
internal static class TypedArrays
{
    public static void Write<T>(ModelWriter writer, T[] values)
    {
        if (values is ReadOnlyMemory<char>[] texts)
        {
            writer.WriteArray(texts.AsSpan());
        }
        else
        {
            Generic.Invoke(typeof(T), new Writing(writer, values));
        }
    }

    public static T[] Read<T>(ModelReader reader)
    {
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
        {
            return (T[])(object)reader.ReadTexts();
        }

        var reading = new Reading(reader);
        Generic.Invoke(typeof(T), reading);
        return (T[])reading.Result!;
    }

    private sealed class Writing(ModelWriter writer, Array values) : IGenericAction
    {
        public void Run<T>()
            where T : unmanaged => writer.WriteArray((T[])values);
    }

    private sealed class Reading(ModelReader reader) : IGenericAction
    {
        public Array? Result { get; private set; }

        public void Run<T>()
            where T : unmanaged => Result = reader.ReadArray<T>();
    }
}
