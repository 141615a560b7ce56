using System.Collections;
using System.Reflection;

namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Turns any object into a <see cref="Parameter"/>.
/// </summary>
internal static class ParameterReader
{
    public static Parameter Read(object value) => value switch
    {
        Parameter parameter => parameter,
        int number => Parameter.FromInt(number),
        long number => Parameter.FromLong(number),
        short number => Parameter.FromInt(number),
        byte number => Parameter.FromInt(number),
        double number => Parameter.FromDouble(number),
        float number => Parameter.FromFloat(number),
        string text => Parameter.FromString(text),
        char character => Parameter.FromString(character.ToString()),
        bool truth => Parameter.FromBool(truth),
        Enum constant => Parameter.FromString(constant.ToString()),
        IEnumerable values => Parameter.FromSequence(values),
        _ => ReadMembers(value),
    };

    private static Parameter ReadMembers(object value)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Instance;
        var type = value.GetType();
        var result = Parameter.CreateNestedParameter();
        foreach (var property in type.GetProperties(flags))
        {
            if (property.CanRead && property.CanWrite && property.GetIndexParameters().Length == 0)
            {
                Add(result, property.Name, property.GetValue(value));
            }
        }

        foreach (var field in type.GetFields(flags))
        {
            if (!field.IsInitOnly)
            {
                Add(result, field.Name, field.GetValue(value));
            }
        }

        return result;
    }

    private static void Add(Parameter result, string name, object? member)
    {
        if (member is not null && Read(member) is { Count: not 0 } parameter)
        {
            result[name] = parameter;
        }
    }
}
