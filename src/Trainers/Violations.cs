using System.Globalization;
using System.Runtime.CompilerServices;

namespace MLNetTuning.Trainers;

/// <summary>Collects everything wrong with a set of options, to be reported in one message.</summary>
/// <param name="title">The first line of the message.</param>
internal sealed class Violations(string title)
{
    private readonly List<string> _messages = [];

    /// <summary>Notes <paramref name="message"/> unless the condition holds; returns the condition.</summary>
    public bool Require(bool condition, InvariantMessage message)
    {
        if (!condition)
        {
            _messages.Add(message.Text);
        }

        return condition;
    }

    /// <summary>Notes a value that is not as allowed.</summary>
    public void That(bool right, string name, object value, string allowed) => Require(right, $"{name} is {value}; it must be {allowed}.");

    public void AtLeast(string name, int value, int least) => That(value >= least, name, value, $"{least} or more");

    public void Between(string name, int value, int least, int most) => That(value >= least && value <= most, name, value, $"{least} to {most}");

    public void Positive(string name, double value) => That(value > 0 && double.IsFinite(value), name, value, "a finite number above 0");

    public void NotNegative(string name, double value) => That(value >= 0 && double.IsFinite(value), name, value, "a finite number of 0 or more");

    public void Share(string name, double value) => That(value is > 0 and <= 1, name, value, "above 0 and at most 1");

    public void Named<T>(string name, T value)
        where T : struct, Enum => That(Enum.IsDefined(value), name, value, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public void DifferentColumns(string name, IReadOnlyList<int>? columns) =>
        That(columns is null || (columns.All(column => column >= 0) && columns.Distinct().Count() == columns.Count), name, $"[{string.Join(", ", columns ?? [])}]", "different columns counted from 0");

    /// <summary>Notes what is wrong with settings inside of these.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="part">The settings, or null where they are missing.</param>
    /// <param name="check">Throws what is wrong with them.</param>
    public void Inner<T>(string name, T? part, Action<T> check)
        where T : class
    {
        if (Require(part is not null, $"{name} is null; give its settings, or leave it at its default."))
        {
            Inner(() => check(part!));
        }
    }

    /// <summary>Notes what a check throws.</summary>
    public void Inner(Action check)
    {
        try
        {
            check();
        }
        catch (ArgumentException error)
        {
            _messages.Add(error.Message);
        }
    }

    /// <summary>Throws one error that lists all that was noted.</summary>
    public void ThrowIfAny()
    {
        if (_messages.Count > 0)
        {
            throw new ArgumentException($"{title}: {string.Join(" ", _messages)}");
        }
    }

    /// <summary>A message formatted with the invariant culture.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct InvariantMessage
    {
        private readonly System.Text.StringBuilder _text;

        public InvariantMessage(int literalLength, int formattedCount) => _text = new(literalLength + (formattedCount * 8));

        private InvariantMessage(string text) => _text = new(text);

        public string Text => _text.ToString();

        public static implicit operator InvariantMessage(string text) => new(text);

        public void AppendLiteral(string text) => _text.Append(text);

        public void AppendFormatted<T>(T value) => _text.Append(CultureInfo.InvariantCulture, $"{value}");
    }
}
