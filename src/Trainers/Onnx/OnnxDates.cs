namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds the calendar: from seconds to days, year, month, day, weekday, day of the year and hours.</summary>
/// <remarks>Whole numbers only, after H. Hinnant, "chrono-compatible low-level date algorithms": years begin in March, so that leap days come last.</remarks>
internal static class OnnxDates
{
    private const long Day = 86_400;

    // From 0000-03-01, where the count of days starts, to 1970-01-01; from there to 2000-01-01.
    private const long DaysTo1970 = 719_468;
    private const long SecondsTo2000 = 946_684_800;

    // 0000-03-01 was a Wednesday.
    private const long FirstWeekday = 3;

    /// <summary>Adds the parts of a date in the order of <see cref="Portable.DateStep"/>.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="seconds">Rows x 1 seconds since 1970-01-01.</param>
    public static string Add(OnnxGraph graph, string seconds)
    {
        string Number(long value) => graph.Long(value);
        string Plus(string x, long y) => graph.Add(x, Number(y));
        string Minus(string x, string y) => graph.Subtract(x, y);
        string Times(string x, long y) => graph.Multiply(x, Number(y));
        string Over(string x, long y) => graph.Divide(x, Number(y));
        string Rest(string x, long y) => Minus(x, Times(Over(x, y), y));
        string Divides(string x, long y) => graph.Cast(graph.Node("Equal", [Rest(x, y), Number(0)]), OnnxType.Int64);

        var isMissing = graph.Node("Equal", [seconds, Number(OnnxInputs.MissingDate)]);
        seconds = graph.Where(isMissing, Number(0), seconds);
        var sinceStart = Plus(seconds, DaysTo1970 * Day);
        var days = Over(sinceStart, Day);
        var hours = graph.Divide(graph.Cast(Minus(sinceStart, Times(days, Day)), OnnxType.Double), graph.Double(3600));

        // 146,097 days are 400 years, 36,524 a century but for its last day, 1,460 four years but for theirs.
        var era = Over(days, 146_097);
        var dayOfEra = Minus(days, Times(era, 146_097));
        var plain = Minus(graph.Add(Minus(dayOfEra, Over(dayOfEra, 1460)), Over(dayOfEra, 36_524)), Over(dayOfEra, 146_096));
        var yearOfEra = Over(plain, 365);
        var dayOfYear = Minus(dayOfEra, Minus(graph.Add(Times(yearOfEra, 365), Over(yearOfEra, 4)), Over(yearOfEra, 100)));
        var place = Over(Plus(Times(dayOfYear, 5), 2), 153);
        var day = Plus(Minus(dayOfYear, Over(Plus(Times(place, 153), 2), 5)), 1);

        // January and February belong to the year before; 1 for them.
        var isEarly = Over(place, 10);
        var month = Minus(Plus(place, 3), Times(isEarly, 12));
        var year = graph.Add(graph.Add(yearOfEra, Times(era, 400)), isEarly);
        var leap = graph.Add(Minus(Divides(year, 4), Divides(year, 100)), Divides(year, 400));
        var late = graph.Add(Plus(dayOfYear, 60), leap);
        var ofYear = graph.Add(late, graph.Multiply(isEarly, Minus(Plus(dayOfYear, -305), late)));
        var weekday = Rest(Plus(days, FirstWeekday), 7);

        var since2000 = graph.Divide(graph.Cast(Plus(seconds, -SecondsTo2000), OnnxType.Double), graph.Double(Day));
        string[] parts = [since2000, year, month, day, weekday, ofYear, hours];
        var all = graph.Concat([.. parts.Select(part => graph.Cast(part, OnnxType.Float))]);
        return graph.Where(isMissing, graph.Float(float.NaN), all);
    }
}
