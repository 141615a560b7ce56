using System.Reflection;

namespace MLNetTuning.Sweepers.Spaces.Attributes;

/// <summary>A property that is searched: where it sits below the options object, and which parameter it is.</summary>
internal sealed record OptionProperty(IReadOnlyList<PropertyInfo> Path, Parameter Parameter)
{
    public void Write(object options, ParameterValue value)
    {
        foreach (var step in Path.SkipLast(1))
        {
            var inner = step.GetValue(options);
            if (inner is null)
            {
                inner = Activator.CreateInstance(step.PropertyType)!;
                step.SetValue(options, inner);
            }

            options = inner;
        }

        Path[^1].SetValue(options, AttributeValues.Write(value, Path[^1].PropertyType));
    }

    public ParameterValue? Read(object? options)
    {
        foreach (var step in Path)
        {
            options = options is null ? null : step.GetValue(options);
        }

        return AttributeValues.Read(options);
    }
}
