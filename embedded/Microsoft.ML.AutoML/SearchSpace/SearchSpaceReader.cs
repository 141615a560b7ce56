using System.Reflection;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>
/// Reads the options that attributes put on a type's public properties and fields.
/// </summary>
internal static class SearchSpaceReader
{
    private static readonly Type[] WholeNumbers = [typeof(int), typeof(short), typeof(long)];

    private static readonly Type[] Numbers =
        [.. WholeNumbers, typeof(float), typeof(double), typeof(decimal), typeof(byte), typeof(sbyte), typeof(ushort), typeof(uint), typeof(ulong)];

    private static readonly Type[] ChoiceTypes =
        [typeof(string), typeof(int), typeof(short), typeof(long), typeof(float), typeof(double), typeof(char)];

    public static Dictionary<string, OptionBase> Read(Type type)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Instance;
        var options = new Dictionary<string, OptionBase>();
        var members = type.GetFields(flags).Select(field => (Member: (MemberInfo)field, Type: field.FieldType))
            .Concat(type.GetProperties(flags).Select(property => (Member: (MemberInfo)property, Type: property.PropertyType)));
        foreach (var (member, memberType) in members)
        {
            if (ReadMember(member, memberType) is { } option)
            {
                options.Add(member.Name, option);
            }
        }

        return options;
    }

    private static OptionBase? ReadMember(MemberInfo member, Type type)
    {
        var attributes = member.GetCustomAttributes(inherit: false)
            .Where(attribute => attribute is ChoiceAttribute or RangeAttribute or BooleanChoiceAttribute or NestOptionAttribute)
            .ToArray();
        var where = $"{member.DeclaringType?.Name}.{member.Name}";
        if (attributes.Length > 1)
        {
            throw new ArgumentException($"{where} has {attributes.Length} of the attributes Range, Choice, BooleanChoice and NestOption: it may have one.");
        }

        try
        {
            return attributes.FirstOrDefault() switch
            {
                null => null,
                RangeAttribute range => ReadRange(range, type),
                ChoiceAttribute choice => ReadChoice(choice, type),
                BooleanChoiceAttribute choice => ReadBoolean(choice, type),
                _ => new SearchSpace(Read(type)),
            };
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{where}: {exception.Message}", exception);
        }
    }

    private static UniformNumericOption ReadRange(RangeAttribute range, Type type)
    {
        if (range.Min is not int && WholeNumbers.Contains(type))
        {
            throw new ArgumentException($"a range of {range.Min.GetType().Name} cannot be put on a member of type {type.Name}: write its bounds as whole numbers.");
        }

        if (!Numbers.Contains(Nullable.GetUnderlyingType(type) ?? type))
        {
            throw new ArgumentException($"a range cannot be put on a member of type {type.Name}: it must be a number.");
        }

        return range.Min switch
        {
            int min => new UniformIntOption(min, (int)range.Max, range.LogBase, (int?)range.Init),
            float min => new UniformSingleOption(min, (float)range.Max, range.LogBase, (float?)range.Init),
            _ => new UniformDoubleOption((double)range.Min, (double)range.Max, range.LogBase, (double?)range.Init),
        };
    }

    private static ChoiceOption ReadChoice(ChoiceAttribute choice, Type type)
    {
        if (!ChoiceTypes.Contains(type) && !type.IsEnum)
        {
            throw new ArgumentException($"a choice cannot be put on a member of type {type.Name}: it must be an enumeration or one of {string.Join(", ", ChoiceTypes.Select(t => t.Name))}.");
        }

        var kinds = choice.Candidates.Append(choice.DefaultValue).Where(value => value is not null).Select(value => value!.GetType()).Distinct().ToArray();
        if (kinds.Length > 1)
        {
            throw new ArgumentException($"the values of a choice and its default must be of one type, but they are {string.Join(" and ", kinds.Select(kind => kind.Name))}.");
        }

        return new ChoiceOption(choice.Candidates, choice.DefaultValue);
    }

    private static ChoiceOption ReadBoolean(BooleanChoiceAttribute choice, Type type)
        => type == typeof(bool)
            ? new ChoiceOption([true, false], choice.DefaultValue)
            : throw new ArgumentException($"a boolean choice cannot be put on a member of type {type.Name}: it must be bool.");
}
