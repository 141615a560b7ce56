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
