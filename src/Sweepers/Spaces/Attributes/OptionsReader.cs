using System.Reflection;

namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>Walks the searched properties of an options class, nested ones too, and collects every mistake.</summary>
internal sealed class OptionsReader
{
    private readonly List<OptionProperty> _properties = [];
    private readonly List<string> _errors = [];

    public static IReadOnlyList<OptionProperty> Read(Type type, object defaults)
    {
        var reader = new OptionsReader();
        reader.Walk(type, defaults, [], "", null);
        Messages.Require(reader._properties.Count > 0 || reader._errors.Count > 0, reader._errors, "no property has a search attribute. Give one [IntRange], [FloatRange], [Choice] or [BoolChoice].");
        Messages.ThrowIfAny($"The options class {type.Name}", reader._errors);
        return reader._properties;
    }

    private void Walk(Type type, object? defaults, PropertyInfo[] path, string prefix, Condition? outer)
    {
        // Metadata order is the order of declaration, in which parents come first.
        var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public).OrderBy(p => p.MetadataToken).ToList();
        var names = properties.ToDictionary(p => p.Name, p => prefix + NameOf(p), StringComparer.Ordinal);
        foreach (var property in properties)
        {
            try
            {
                Visit(property, names, defaults, path, outer);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                _errors.Add($"{property.Name}: {e.Message}");
            }
        }
    }

    private void Visit(PropertyInfo property, Dictionary<string, string> names, object? defaults, PropertyInfo[] path, Condition? outer)
    {
        var search = property.GetCustomAttribute<SearchAttribute>();
        bool nested = property.IsDefined(typeof(NestedAttribute));
        if (search is null && !nested)
        {
            Messages.Require(!property.IsDefined(typeof(ActiveWhenAttribute)), _errors, $"{property.Name}: [ActiveWhen] stands on a property that is not searched. Give it a search attribute too.");
            return;
        }

        var condition = ConditionOf(property, names) ?? outer;
        var initial = defaults is null ? null : property.GetValue(defaults);
        if (nested)
        {
            Messages.Require(search is null, _errors, $"{property.Name}: [Nested] and a search attribute exclude each other. Keep one.");
            Messages.Require(property.PropertyType.IsClass && property.PropertyType.GetConstructor(Type.EmptyTypes) is not null, _errors, $"{property.Name}: [Nested] needs a class with a constructor without parameters.");
            Messages.Require(!property.PropertyType.IsDefined(typeof(ConstraintAttribute)), _errors, $"{property.Name}: [Constraint] of a nested class is not read. Put it on the outermost class, with full names.");
            Walk(property.PropertyType, initial, [.. path, property], names[property.Name] + ".", condition);
            return;
        }

        var parameter = search!.Create(names[property.Name], property.PropertyType, AttributeValues.Read(initial), condition);
        Messages.Require(property.CanWrite, _errors, $"{property.Name} cannot be written. Give it a set or init accessor.");
        Messages.Require(AttributeValues.Fits(parameter, property.PropertyType), _errors, $"{property.Name} is a {property.PropertyType.Name}, which cannot hold {parameter.Allowed}.");
        _properties.Add(new OptionProperty([.. path, property], parameter));
    }

    private static Condition? ConditionOf(PropertyInfo property, Dictionary<string, string> names)
    {
        if (property.GetCustomAttribute<ActiveWhenAttribute>() is not { } active)
        {
            return null;
        }

        return names.TryGetValue(active.Parent, out string? parent)
            ? Condition.On(parent, [.. active.Values.Select(v => AttributeValues.Read(v) ?? throw new ArgumentException("[ActiveWhen] has null among its values."))])
            : throw new ArgumentException($"[ActiveWhen] names '{active.Parent}', which is no property of the class. It has: {string.Join(", ", names.Keys)}.");
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<SearchAttribute>()?.Name ?? property.GetCustomAttribute<NestedAttribute>()?.Name ?? property.Name;
}
