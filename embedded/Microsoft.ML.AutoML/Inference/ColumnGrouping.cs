using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Joins columns of one type and purpose into one vector column. Categories, texts and ignored columns stay apart.
/// </summary>
internal static class ColumnGrouping
{
    public static List<(TextLoader.Column Column, ColumnPurpose Purpose)> Group(ColumnGuess[] columns, ColumnPurpose[] purposes, bool hasHeader)
    {
        var result = new List<(TextLoader.Column, ColumnPurpose)>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in columns.GroupBy(column => (column.Kind, Purpose: purposes[column.Index], Own: OwnGroup(column.Index, purposes))))
        {
            var members = group.ToArray();
            var name = hasHeader && members.Length == 1 ? members[0].Name : NewName(group.Key.Purpose, group.Key.Kind, used);
            used.Add(name);
            result.Add((new TextLoader.Column(name, group.Key.Kind, Ranges(members)), group.Key.Purpose));
        }

        return result;
    }

    private static int OwnGroup(int index, ColumnPurpose[] purposes)
        => purposes[index] is ColumnPurpose.CategoricalFeature or ColumnPurpose.TextFeature or ColumnPurpose.Ignore ? index : -1;

    private static string NewName(ColumnPurpose purpose, DataKind kind, HashSet<string> used)
    {
        var wanted = purpose switch
        {
            ColumnPurpose.NumericFeature => kind == DataKind.Boolean ? "BooleanFeatures" : "Features",
            ColumnPurpose.CategoricalFeature => "Cat",
            _ => purpose.ToString(),
        };
        var name = wanted;
        for (var repeat = 1; used.Contains(name); repeat++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}{repeat:00}");
        }

        return name;
    }

    private static TextLoader.Range[] Ranges(ColumnGuess[] members)
    {
        var ranges = new List<(int Min, int Max)>();
        foreach (var index in members.Select(member => member.Index).Order())
        {
            if (ranges.Count > 0 && ranges[^1].Max == index - 1)
            {
                ranges[^1] = (ranges[^1].Min, index);
            }
            else
            {
                ranges.Add((index, index));
            }
        }

        return [.. ranges.Select(range => range.Min == range.Max ? new TextLoader.Range(range.Min) : new TextLoader.Range(range.Min, range.Max))];
    }
}
