namespace Microsoft.ML.Trainers;

/// <summary>Checks for missing and infinite values.</summary>
internal static class Finite
{
    /// <summary>Whether every value is a finite number.</summary>
    internal static bool All(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
