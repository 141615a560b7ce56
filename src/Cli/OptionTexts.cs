using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using MLNetTuning.Experiments;

namespace MLNetTuning.Cli;

/// <summary>Options that are written in a way of their own.</summary>
internal static partial class OptionTexts
{
    private const double LongestTime = 49 * 24 * 3600;

    /// <summary>An option that a function reads.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What the help says of it.</param>
    /// <param name="read">Gives null for a text that is not allowed.</param>
    /// <param name="allowed">What is, for the message.</param>
    internal static Option<T?> Option<T>(string name, string description, Func<string, T?> read, string allowed)
        where T : struct => new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                var value = result.Tokens is [var token] ? read(token.Value) : null;
                if (value is null)
                {
                    result.AddError($"{name} {string.Join(' ', result.Tokens.Select(one => one.Value))}: give {allowed}.");
                }

                return value;
            },
        };

    /// <summary>An option of one of some names.</summary>
    internal static Option<T?> Choice<T>(string name, string description)
        where T : struct, Enum => Option<T>(name, description, Named<T>, "one of " + string.Join(", ", Enum.GetNames<T>()));

    /// <summary>An option of a whole number from 1 on.</summary>
    internal static Option<int?> Count(string name, string description, int most = int.MaxValue) => Option<int>(
        name, description, text => Whole(text) is { } count and >= 1 && count <= most ? count : null, "a whole number of 1 " + (most < int.MaxValue ? $"to {most}" : "or more"));

    /// <summary>Reads 90, 90s, 1.5m or 2h as seconds, 1 second to 49 days; null for anything else.</summary>
    internal static double? Seconds(string text)
    {
        text = text.Trim();
        var (number, factor) = text switch
        {
            [.. var hours, 'h'] => (hours, 3600),
            [.. var minutes, 'm'] => (minutes, 60),
            [.. var seconds, 's'] => (seconds, 1),
            _ => (text, 1),
        };
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is >= 1 and <= LongestTime ? value * factor : null;
    }

    /// <summary>Reads networks,trees,linear in any order; null for anything else.</summary>
    internal static ExperimentFamilies? Families(string text)
    {
        var families = ExperimentFamilies.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Named<ExperimentFamilies>(part) is not ({ } one and not ExperimentFamilies.None))
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
            ['c', 'v', .. var folds] when Whole(folds) is { } count and >= 2 and <= 20 => (ExperimentValidation.CrossValidation, count),
            _ => null,
        };
    }

    /// <summary>Reads a whole number; null for anything else.</summary>
    internal static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A store's URL without the password, which no file should keep.</summary>
    internal static string WithoutPassword(string url) => Password().Replace(url, "$1$2@");

    internal static void Refuse(SymbolResult result, bool wrong, string message)
    {
        if (wrong)
        {
            result.AddError(message);
        }
    }

    // By name alone: a number is no name.
    private static T? Named<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;

    [GeneratedRegex(@"^([^:/]+://)([^:/@]*):[^/]*@")]
    private static partial Regex Password();
}
