using System.Reflection;

namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>Turns reflected members of one type of a lineage into <see cref="ApiMember"/>s.</summary>
/// <param name="inherited">The members come from a base type: constructors and nested types are left out.</param>
/// <param name="open">Outside code can derive from the type: protected and virtual then matter.</param>
internal sealed class MemberReader(bool inherited, bool open)
{
    /// <summary>Outside code, or a subclass there, can call it.</summary>
    public static bool IsReachable(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public IEnumerable<ApiMember> Read(MemberInfo member) => member switch
    {
        ConstructorInfo item when !inherited && !item.IsStatic => Single(item, "ctor", "new", Signatures.Of(item)),
        MethodInfo item when !IsAccessor(item) && !OverridesObject(item) => Single(item, "method", MethodName(item), Signatures.Of(item)),
        PropertyInfo item => Property(item),
        EventInfo item => Single(item.AddMethod!, "event", item.Name, Signatures.Of(item)),
        FieldInfo item when !item.IsSpecialName && Visible(item) is { } access => [new ApiMember(inherited, access, "fixed", "field", item.Name, Signatures.Of(item))],
        _ => [],
    };

    private static string MethodName(MethodInfo method) =>
        method.IsGenericMethodDefinition ? method.Name + "`" + method.GetGenericArguments().Length : method.Name;

    /// <summary>Accessors and operators both carry the special-name flag; only accessors belong to another member.</summary>
    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool OverridesObject(MethodInfo method) =>
        method.IsVirtual && (method.Name, method.GetParameters().Length) is ("ToString", 0) or ("GetHashCode", 0) or ("Finalize", 0)
        || (method.IsVirtual && method.Name == "Equals" && method.GetParameters() is [{ ParameterType.FullName: "System.Object" }]);

    /// <summary>A property gives one member an accessor, so that a narrower setter stays allowed.</summary>
    private IEnumerable<ApiMember> Property(PropertyInfo property)
    {
        var signature = Signatures.Of(property);
        if (property.GetMethod is { } getter)
            foreach (var member in Single(getter, "property", property.Name + ".get", signature))
                yield return member;
        if (property.SetMethod is { } setter)
        {
            var initOnly = setter.ReturnParameter.GetRequiredCustomModifiers().Any(t => t.Name == "IsExternalInit");
            foreach (var member in Single(setter, "property", property.Name + (initOnly ? ".init" : ".set"), signature))
                yield return member;
        }
    }

    private IEnumerable<ApiMember> Single(MethodBase method, string kind, string name, string signature)
    {
        if (!IsReachable(method) || (!method.IsPublic && !open))
            return [];
        var access = method.IsPublic ? "public" : "protected";
        var dispatch = !open || !method.IsVirtual || method.IsFinal ? "fixed" : method.IsAbstract ? "abstract" : "virtual";
        return [new ApiMember(inherited, access, dispatch, kind, name, signature)];
    }

    private string? Visible(FieldInfo field) =>
        field.IsPublic ? "public" : open && (field.IsFamily || field.IsFamilyOrAssembly) ? "protected" : null;
}
