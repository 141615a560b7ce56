using System.Reflection;

namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>Reads the reachable surface of assemblies from their metadata, without running a line of them.</summary>
internal sealed class ApiReader : IDisposable
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly MetadataLoadContext _context;
    private readonly List<Assembly> _assemblies;

    /// <param name="assemblies">The assemblies whose types are asked for.</param>
    /// <param name="references">Further assemblies they may refer to; the runtime's own are always there.</param>
    public ApiReader(IEnumerable<string> assemblies, IEnumerable<string> references)
    {
        var files = assemblies.ToList();
        var runtime = Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll");
        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Concat(runtime).Concat(references))
            known.TryAdd(Path.GetFileName(file), file);
        _context = new MetadataLoadContext(new PathAssemblyResolver(known.Values), "System.Private.CoreLib");
        _assemblies = files.ConvertAll(_context.LoadFromAssemblyPath);
    }

    /// <summary>Names of all types that outside code can name, ordinal order.</summary>
    public IReadOnlyList<string> VisibleTypes() =>
        _assemblies.SelectMany(a => a.GetTypes()).Where(IsVisible).Select(TypeNames.Definition).Order(StringComparer.Ordinal).ToList();

    /// <summary>The surface of one type, or null where there is no such visible type.</summary>
    public ApiType? Read(string name)
    {
        var type = _assemblies.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null && IsVisible(t));
        return type is null ? null : Describe(type);
    }

    public void Dispose() => _context.Dispose();

    private static bool IsVisible(Type type)
    {
        if (!type.IsNested)
            return type.IsPublic;
        return (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!);
    }

    private static bool IsVisibleWithArguments(Type type) =>
        type.IsGenericParameter || (IsVisible(type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            && (!type.IsGenericType || type.GetGenericArguments().All(a => a.IsArray ? IsVisibleWithArguments(a.GetElementType()!) : IsVisibleWithArguments(a))));

    private static ApiType Describe(Type type)
    {
        var open = IsOpen(type);
        var members = new List<ApiMember>();
        foreach (var declaring in Lineage(type))
        {
            var inherited = declaring != type;
            var reader = new MemberReader(inherited, open);
            foreach (var member in declaring.GetMembers(Declared))
                members.AddRange(reader.Read(member));
        }
        return new ApiType(
            TypeNames.Definition(type),
            Kind(type),
            type.IsAbstract && !type.IsSealed && type.IsClass,
            open,
            TypeNames.Parameters(type.IsGenericType ? type.GetGenericArguments() : []),
            Ancestors(type).Where(IsVisibleWithArguments).Select(TypeNames.Of).ToList(),
            type.GetInterfaces().Where(IsVisibleWithArguments).Select(TypeNames.Of).Distinct().Order(StringComparer.Ordinal).ToList(),
            members.DistinctBy(m => m.ToString()).OrderBy(m => m.SortKey, StringComparer.Ordinal).ToList());
    }

    /// <summary>The type and what its members may sit on: base classes that are not the runtime's own, or base interfaces.</summary>
    private static IEnumerable<Type> Lineage(Type type) =>
        type.IsInterface ? type.GetInterfaces().Prepend(type)
        : IsPlain(type) ? [type]
        : Ancestors(type).TakeWhile(t => !TypeNames.Definition(t).StartsWith("System.", StringComparison.Ordinal)).Prepend(type);

    /// <summary>Enums, structs and delegates: what they inherit belongs to the runtime, not to ML.NET.</summary>
    private static bool IsPlain(Type type) => type.IsValueType || Kind(type) == "delegate";

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var current = type.BaseType; current is not null && current.FullName is not ("System.Object" or "System.ValueType" or "System.Enum" or "System.MulticastDelegate"); current = current.BaseType)
            yield return current;
    }

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.BaseType?.FullName == "System.MulticastDelegate" ? "delegate"
        : "class";

    private static bool IsOpen(Type type)
    {
        if (type.IsSealed || type.IsValueType)
            return false;
        var hidden = Lineage(type).SelectMany(t => t.GetMethods(Declared)).Any(m => m.IsAbstract && !MemberReader.IsReachable(m));
        if (hidden)
            return false;
        return type.IsInterface || type.GetConstructors(Declared).Any(c => !c.IsStatic && MemberReader.IsReachable(c));
    }
}
