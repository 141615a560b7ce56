using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNetTuning.Embedded.Tests.Members;

/// <summary>Members as C# declares them, one line each.</summary>
internal static class MemberText
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The members a program outside the assembly can use, in the order they are written.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsEnum)
        {
            return [.. Enum.GetNames(type).Select(name => $"{name} = {Convert.ToString(Convert.ChangeType(Enum.Parse(type, name), Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}")];
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Method(type.GetMethod("Invoke")!)];
        }

        var constructors = type.GetConstructors(Own).Where(static c => !c.IsStatic && IsOpen(c)).Select(c => $"{Access(c)}{type.Name.Split('`')[0]}({Parameters(c)})");
        var fields = type.GetFields(Own).Where(static f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(Field);
        var properties = type.GetProperties(Own).Where(static p => p.GetAccessors(true).Any(IsOpen)).Select(Property);
        var events = type.GetEvents(Own).Where(static e => IsOpen(e.AddMethod!)).Select(static e => $"{Modifiers(e.AddMethod!)}event {TypeNaming.Of(e.EventHandlerType!)} {e.Name}");
        var methods = type.GetMethods(Own).Where(static m => IsOpen(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))).Select(Method);
        return new[] { constructors, fields, properties, events, methods }.SelectMany(static group => group.Order(StringComparer.Ordinal));
    }

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? string.Empty : "protected ";
        var kind = field.IsLiteral ? "const " : $"{(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}";
        return $"{access}{kind}{TypeNaming.Of(field.FieldType)} {field.Name}{(field.IsLiteral ? " = " + Value(field.GetRawConstantValue(), field.FieldType) : string.Empty)}";
    }

    private static string Property(PropertyInfo property)
    {
        var first = property.GetAccessors(true).First(IsOpen);
        var indexes = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var setter = property.SetMethod is { } set && IsOpen(set)
            ? set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : string.Empty;
        var getter = property.GetMethod is { } get && IsOpen(get) ? " get;" : string.Empty;
        return $"{Modifiers(first)}{Ref(property.PropertyType)}{TypeNaming.Of(property.PropertyType)} {(indexes.Length > 0 ? $"this[{indexes}]" : property.Name)} {{{getter}{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        var name = method.Name switch
        {
            "op_Implicit" => "implicit operator",
            "op_Explicit" => "explicit operator",
            "op_Equality" => "operator ==",
            "op_Inequality" => "operator !=",
            _ => method.Name,
        };
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static a => a.Name))}>" : string.Empty;
        var extension = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : string.Empty;
        return $"{Modifiers(method)}{Ref(method.ReturnType)}{TypeNaming.Of(method.ReturnType)} {name}{generic}({extension}{Parameters(method)})";
    }

    private static string Ref(Type type) => type.IsByRef ? "ref " : string.Empty;

    private static string Modifiers(MethodInfo method)
    {
        var isOverride = method.GetBaseDefinition() != method;
        var kind = method switch
        {
            { DeclaringType.IsInterface: true } => string.Empty,
            { IsStatic: true } => "static ",
            { IsAbstract: true } => isOverride ? "abstract override " : "abstract ",
            { IsVirtual: true, IsFinal: false } => isOverride ? "override " : "virtual ",
            _ when isOverride => "override ",
            _ => string.Empty,
        };
        return Access(method) + kind;
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { IsOut: true, ParameterType.IsByRef: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), false) => "params ",
            _ => string.Empty,
        };
        var value = parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue, parameter.ParameterType) : string.Empty;
        return $"{passing}{TypeNaming.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Value(object? value, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            string text => $"\"{text.Replace("\t", "\\t", StringComparison.Ordinal)}\"",
            char c => c == '\t' ? "'\\t'" : $"'{c}'",
            bool b => b ? "true" : "false",
            _ when plain.IsEnum => $"{TypeNaming.Of(plain)}.{Enum.ToObject(plain, value)}",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }
}
