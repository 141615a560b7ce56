namespace MLNetTuning.Sweepers.Studies;

/// <summary>A study goes on only under what it was started with: otherwise its plan and its draws would mean something else.</summary>
internal static class StudyMatch
{
    public static void Require(StudyRecord stored, StudyRecord given)
    {
        var errors = new List<string>();
        Compare("space", stored.Space.ToJson(), given.Space.ToJson(), errors);
        Compare("direction", stored.Direction.ToString(), given.Direction.ToString(), errors);
        Compare("seed", stored.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), given.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), errors);
        Compare("sweeper", stored.Sweeper, given.Sweeper, errors);
        if (errors.Count > 0)
        {
            throw new InvalidOperationException(
                $"The store has a study '{given.Name}' that differs. Open it as it was started, or choose another name." + string.Concat(errors.Select(e => "\n- " + e)));
        }
    }

    private static void Compare(string what, string stored, string given, List<string> errors) =>
        Messages.Require(stored == given, errors, $"its {what} is {stored}, the one given is {given}");
}
