using System.Reflection;

namespace MLNetTuning.Embedded.Tests.Members;

/// <summary>Names of types as C# writes them, without namespaces.</summary>
internal static class TypeNaming
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return $"{Of(type.GetElementType()!)}*";
        }

        if (s_keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            return $"({string.Join(", ", type.GetGenericArguments().Select(Of))})";
        }

        return type.IsGenericParameter ? type.Name : Nested(type);
    }

    /// <summary>A nested type after the types it is nested in, each with its own arguments.</summary>
    private static string Nested(Type type)
    {
        var chain = new Stack<Type>();
        for (var at = type; at is not null; at = at.DeclaringType)
        {
            chain.Push(at);
        }

        var arguments = type.GetGenericArguments();
        var used = 0;
        return string.Join('.', chain.Select(part =>
        {
            var count = part.GetGenericArguments().Length;
            var own = arguments[used..Math.Max(used, count)];
            used = Math.Max(used, count);
            var name = part.Name.Split('`')[0];
            return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(Of))}>";
        }));
    }

    /// <summary>What a type is declared as.</summary>
    public static string Declaration(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            _ => "class",
        };
        var modifier = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsClass: true, IsAbstract: true } => "abstract ",
            { IsClass: true, IsSealed: true } when kind == "class" => "sealed ",
            _ => string.Empty,
        };
        string?[] parents = kind is "enum" or "delegate" ? [] : [BaseName(type), .. Interfaces(type)];
        var named = string.Join(", ", parents.Where(static p => p is not null));
        return $"{modifier}{kind} {Of(type)}{(named.Length > 0 ? " : " + named : string.Empty)}";
    }

    private static string? BaseName(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && IsSeen(parent) ? Of(parent) : null;

    private static IEnumerable<string> Interfaces(Type type)
    {
        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(static i => i.GetInterfaces())).ToHashSet();
        return type.GetInterfaces().Where(i => IsSeen(i) && !inherited.Contains(i)).Select(Of).Order(StringComparer.Ordinal);
    }

    private static bool IsSeen(Type type) => type.IsVisible || (type.IsGenericType && type.GetGenericTypeDefinition().IsVisible);
}
