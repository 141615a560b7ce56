using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Reports;

/// <summary>The settings of the search as a reader calls them.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, string> _words = new(StringComparer.Ordinal)
    {
        ["l2"] = "penalty (L2)",
        ["leaves"] = "leaves of a tree",
        ["rows"] = "rows a leaf needs",
        ["rate"] = "learning rate",
        ["row_sampling"] = "share of rows",
        ["column_sampling"] = "share of columns",
        ["extra"] = "random thresholds",
        ["kind"] = "layout",
        ["width"] = "width",
        ["epochs"] = "epochs",
        ["dropout"] = "dropout",
        ["sigma"] = "embedding frequency",
        ["family"] = "kind of model",
        ["log_target"] = "logarithm of the label",
    };

    /// <summary>A parameter's name without its family.</summary>
    public static string Short(string parameter)
    {
        var prefix = FamilyOf(parameter) is { } family ? CandidateSpace.Prefix(family) : string.Empty;
        var rest = parameter[prefix.Length..];
        return _words.GetValueOrDefault(rest, rest);
    }

    /// <summary>A parameter's name with its family.</summary>
    public static string Long(string parameter) => FamilyOf(parameter) is { } family ? $"{FamilyTraces.NameOf(family)}: {Short(parameter)}" : Short(parameter);

    /// <summary>The family a parameter belongs to; null for one of all.</summary>
    public static ModelFamily? FamilyOf(string parameter) =>
        Enum.GetValues<ModelFamily>().Select(family => (ModelFamily?)family).FirstOrDefault(family => parameter.StartsWith(CandidateSpace.Prefix(family!.Value), StringComparison.Ordinal));
}
