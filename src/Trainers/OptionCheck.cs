using System.Globalization;

namespace MLNetTuning.Trainers;

/// <summary>Collects every violation of an options type, so that one exception reports them all.</summary>
internal sealed class OptionCheck(string type)
{
    private readonly List<string> _violations = [];

    public void That(bool right, string name, object value, string allowed)
    {
        if (!right)
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {allowed}."));
        }
    }

    public void AtLeast(string name, int value, int least) => That(value >= least, name, value, $"{least} or more");

    public void Between(string name, int value, int least, int most) => That(value >= least && value <= most, name, value, $"{least} to {most}");

    public void Positive(string name, double value) => That(value > 0 && double.IsFinite(value), name, value, "a finite number above 0");

    public void NotNegative(string name, double value) => That(value >= 0 && double.IsFinite(value), name, value, "a finite number of 0 or more");

    public void Share(string name, double value) => That(value is > 0 and <= 1, name, value, "above 0 and at most 1");

    public void DifferentColumns(string name, IReadOnlyList<int>? columns) =>
        That(columns is null || (columns.All(column => column >= 0) && columns.Distinct().Count() == columns.Count), name, $"[{string.Join(", ", columns ?? [])}]", "different columns counted from 0");

    /// <summary>Throws when anything was wrong.</summary>
    public void Throw()
    {
        if (_violations.Count > 0)
        {
            throw new ArgumentException($"{type}: {string.Join(" ", _violations)}");
        }
    }
}
