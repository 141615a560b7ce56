using System.Globalization;

namespace MLNetTuning.Sweepers;

/// <summary>The one place where error texts are put together: what was given, what is allowed, what to do.</summary>
internal static class Messages
{
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Throws one exception that lists every violation, so that a caller mends all of them in one go.</summary>
    public static void ThrowIfAny(string subject, IReadOnlyCollection<string> violations)
    {
        if (violations.Count == 1)
        {
            throw new ArgumentException($"{subject}: {violations.First()}");
        }

        if (violations.Count > 1)
        {
            throw new ArgumentException($"{subject} has {violations.Count} errors:" + string.Concat(violations.Select(v => "\n- " + v)));
        }
    }

    public static void Require(bool holds, List<string> violations, string message)
    {
        if (!holds)
        {
            violations.Add(message);
        }
    }
}
