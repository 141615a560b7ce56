using System.Reflection;
using System.Text;

namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>Names of types that do not depend on the assembly, the compiler or the names of type parameters.</summary>
internal static class TypeNames
{
    /// <summary>The name as it stands in a signature: <c>!0</c> and <c>!!0</c> for type parameters of the type and of the method.</summary>
    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!) + "&";
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (type.IsGenericParameter)
            return (type.DeclaringMethod is null ? "!" : "!!") + type.GenericParameterPosition;
        var name = Definition(type);
        return type.IsGenericType ? name + "<" + string.Join(", ", type.GetGenericArguments().Select(Of)) + ">" : name;
    }

    /// <summary>Full name of the type itself, arity included, without arguments.</summary>
    public static string Definition(Type type)
    {
        if (type.IsNested)
            return Definition(type.DeclaringType!) + "+" + type.Name;
        return string.IsNullOrEmpty(type.Namespace) ? type.Name : type.Namespace + "." + type.Name;
    }

    /// <summary>Variance and constraints of type parameters, in order; empty when there are none.</summary>
    public static string Parameters(IEnumerable<Type> parameters)
    {
        var text = new StringBuilder();
        foreach (var parameter in parameters)
            text.Append(text.Length == 0 ? "" : "; ").Append(Parameter(parameter));
        return text.ToString();
    }

    private static string Parameter(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var parts = new List<string>();
        if (attributes.HasFlag(GenericParameterAttributes.Covariant))
            parts.Add("out");
        if (attributes.HasFlag(GenericParameterAttributes.Contravariant))
            parts.Add("in");
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            parts.Add("class");
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            parts.Add("struct");
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            parts.Add("new()");
        parts.AddRange(parameter.GetGenericParameterConstraints().Select(Of).Order(StringComparer.Ordinal));
        return Of(parameter) + (parts.Count == 0 ? "" : " : " + string.Join(", ", parts));
    }
}
