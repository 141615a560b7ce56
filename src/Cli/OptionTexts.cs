using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using MLNetTuning.Experiments;

namespace MLNetTuning.Cli;

/// <summary>Options that are written in a way of their own.</summary>
internal static partial class OptionTexts
{
    /// <summary>Reads 90, 90s, 1.5m or 2h as seconds; null for anything else.</summary>
    internal static double? Seconds(string text)
    {
        var factor = text.Length == 0 ? 0 : text[^1] switch { 'h' => 3600, 'm' => 60, _ => 1 };
        var number = text.TrimEnd() is [.. var rest, 'h' or 'm' or 's'] ? rest : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is >= 1 and <= 1e7 ? value * factor : null;
    }

    /// <summary>Reads networks,trees,linear in any order; null for anything else.</summary>
    internal static ExperimentFamilies? Families(string text)
    {
        var families = ExperimentFamilies.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<ExperimentFamilies>(part, ignoreCase: true, out var one) || int.TryParse(part, out _) || one == ExperimentFamilies.None)
            {
                return null;
            }

            families |= one;
        }

        return families;
    }

    /// <summary>Reads auto, holdout or cv5 (2 to 20 folds); null for anything else.</summary>
    internal static (ExperimentValidation Validation, int Folds)? Validation(string text)
    {
        var usual = new ExperimentSettings().Folds;
        return text.ToLowerInvariant() switch
        {
            "auto" => (ExperimentValidation.Auto, usual),
            "holdout" => (ExperimentValidation.Holdout, usual),
            ['c', 'v', .. var folds] when int.TryParse(folds, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 2 and <= 20 => (ExperimentValidation.CrossValidation, count),
            _ => null,
        };
    }

    /// <summary>A store's URL without the password, which no file should keep.</summary>
    internal static string WithoutPassword(string url) => Password().Replace(url, "$1$2@");

    internal static void Refuse(OptionResult result, bool wrong, string message)
    {
        if (wrong)
        {
            result.AddError(message);
        }
    }

    [GeneratedRegex(@"^([^:/]+://)([^:/@]*):[^/]*@")]
    private static partial Regex Password();
}
