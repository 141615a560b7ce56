using System.Globalization;

namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>Values of properties and attributes as parameter values, and back. A value of an enumeration is its name.</summary>
internal static class AttributeValues
{
    public static ParameterValue? Read(object? value) => value switch
    {
        null => (ParameterValue?)null,
        bool b => b,
        string s => s,
        Enum e => e.ToString(),
        float f => ParameterValue.Of(double.Parse(f.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        double d => ParameterValue.Of(d),
        decimal m => ParameterValue.Of((double)m),
        byte or sbyte or short or ushort or int or uint or long => ParameterValue.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} is no parameter value. Allowed: numbers, texts, booleans and enumerations."),
    };

    public static object Write(ParameterValue value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.Parse(type, value.ToString())
            : type == typeof(string) ? value.ToString()
            : type == typeof(bool) ? value.ToBoolean()
            : type == typeof(float) || type == typeof(double) || type == typeof(decimal) ? Convert.ChangeType(value.ToDouble(), type, CultureInfo.InvariantCulture)
            : Convert.ChangeType(value.ToInt64(), type, CultureInfo.InvariantCulture);
    }

    /// <summary>What a property may be for its values to be written into it.</summary>
    public static bool Fits(Parameter parameter, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            return parameter.Levels(2).All(v => Write(v, type) is not null);
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidCastException or ArgumentException or OverflowException or FormatException)
        {
            return false;
        }
    }
}
