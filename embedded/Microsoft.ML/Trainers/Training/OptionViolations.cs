using System.Globalization;

namespace Microsoft.ML.Trainers;

/// <summary>Collects what is wrong with an options object, so that one error tells all of it.</summary>
internal sealed class OptionViolations
{
    private readonly string _trainer;
    private readonly List<string> _messages = [];

    internal OptionViolations(string trainer) => _trainer = trainer;

    internal void Require(bool holds, string option, object? given, string allowed)
    {
        if (!holds)
        {
            _messages.Add(string.Create(CultureInfo.InvariantCulture, $"{option} is {given ?? "null"}; it must be {allowed}."));
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">Something was wrong.</exception>
    internal void ThrowIfAny()
    {
        if (_messages.Count > 0)
        {
            throw new ArgumentOutOfRangeException("options", $"The options of {_trainer} cannot be used. {string.Join(" ", _messages)}");
        }
    }
}
