using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The ranges and choices behind a space's coordinates, in their order.
/// </summary>
internal static class Coordinates
{
    public static IEnumerable<OptionBase> Of(OptionBase option) => option switch
    {
        SearchSpace.SearchSpace space => space.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => Of(pair.Value)),
        _ => Enumerable.Repeat(option, option.FeatureSpaceDim),
    };
}
