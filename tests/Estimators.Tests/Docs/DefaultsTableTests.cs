using System.Globalization;
using MLNetTuning.Estimators.DenseNetworks;
using MLNetTuning.Estimators.Ensembles;

namespace MLNetTuning.Estimators.Tests.Docs;

public sealed class DefaultsTableTests
{
    public static TheoryData<object, string[]> Tables => new()
    {
        { new DenseNetworkOptions(), ["CancellationToken", "Progress", "AdjustNetwork", "AdjustTraining"] },
        { new GreedySelectionOptions(), ["Loss"] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_OfEveryOptionsType_ListsEveryDefault(object options, string[] leftOut)
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Files.Path("telco-churn.csv"))!, "..", "..", "docs", "estimators.md"));
        var start = Array.FindIndex(lines, line => line.StartsWith($"| `{options.GetType().Name}` |", StringComparison.Ordinal));
        Assert.True(start >= 0, "the table is missing");
        var rows = lines.Skip(start + 2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|').Select(cell => cell.Trim()).ToArray()).ToDictionary(cells => cells[1], cells => cells[2]);
        foreach (var property in options.GetType().GetProperties().Where(property => property.CanWrite && !leftOut.Contains(property.Name)))
        {
            var value = Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture);
            var said = rows[property.Name].Split(" (")[0];
            Assert.Equal($"{property.Name} {(string.IsNullOrEmpty(value) ? "null" : value)}", $"{property.Name} {said}");
        }
    }
}
