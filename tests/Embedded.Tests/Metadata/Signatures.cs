using System.Globalization;
using System.Reflection;

namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>Writes what a caller depends on of a method, property, event or field as one line.</summary>
internal static class Signatures
{
    public static string Of(ConstructorInfo constructor) => "(" + ParameterList(constructor.GetParameters(), false) + ")";

    public static string Of(MethodInfo method)
    {
        var parameters = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var generic = parameters.Length == 0 ? "" : "<" + TypeNames.Parameters(parameters) + ">";
        var extension = Has(method.GetCustomAttributesData(), "System.Runtime.CompilerServices.ExtensionAttribute");
        return $"{Static(method)}{generic}({ParameterList(method.GetParameters(), extension)}) -> {TypeNames.Of(method.ReturnType)}";
    }

    public static string Of(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true);
        var index = property.GetIndexParameters();
        var list = index.Length == 0 ? "" : "[" + ParameterList(index, false) + "]";
        return $"{Static(accessors[0])}{list} : {TypeNames.Of(property.PropertyType)}";
    }

    public static string Of(EventInfo item) => $"{Static(item.AddMethod!)} : {TypeNames.Of(item.EventHandlerType!)}";

    public static string Of(FieldInfo field)
    {
        var type = TypeNames.Of(field.FieldType);
        if (field.IsLiteral)
            return $"const : {type} = {Constant(field.GetRawConstantValue())}";
        return $"{(field.IsStatic ? "static" : "")}{(field.IsInitOnly ? " readonly" : "")} : {type}";
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static" : "";

    private static string ParameterList(ParameterInfo[] parameters, bool extension) =>
        string.Join(", ", parameters.Select((p, i) => (extension && i == 0 ? "this " : "") + Parameter(p)));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var mode = "";
        if (type.IsByRef)
        {
            mode = parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
            type = type.GetElementType()!;
        }
        else if (Has(parameter.GetCustomAttributesData(), "System.ParamArrayAttribute"))
            mode = "params ";
        var value = parameter.IsOptional ? " = " + Constant(parameter.RawDefaultValue) : "";
        return $"{mode}{TypeNames.Of(type)} {parameter.Name}{value}";
    }

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\r", "\\r").Replace("\n", "\\n") + "\"",
        char letter => "'" + (letter < ' ' ? "\\x" + ((int)letter).ToString("x2", CultureInfo.InvariantCulture) : letter.ToString()) + "'",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool Has(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.Any(a => TypeNames.Definition(a.AttributeType) == name);
}
