namespace MLNetTuning.Trainers.Portable;

/// <summary>Takes dates apart: days since 2000-01-01, year, month, day of the month, day of the week (0 Sunday), day of the year and hours since midnight; what is no date is missing.</summary>
public sealed class DateStep : PortableStep
{
    /// <summary>Numbers a date becomes.</summary>
    public const int Parts = 7;

    /// <summary>Makes the step.</summary>
    /// <param name="input">The text column read.</param>
    /// <param name="output">The column written, <see cref="Parts"/> values a row.</param>
    /// <param name="dayFirst">Whether 2/3/2024 is the second of March.</param>
    public DateStep(string input, string output, bool dayFirst)
        : base(output) => (Inputs, DayFirst) = ([input], dayFirst);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>Whether 2/3/2024 is the second of March.</summary>
    public bool DayFirst { get; }

    /// <summary>Takes one date apart.</summary>
    /// <param name="text">
    /// The date: 2024-01-31, 31.1.2024, 1/31/24, 20240131, 31 Jan 2024, January 31, 2024 or 2024-01, with or without a time (24 hours or AM and PM; zones
    /// and offsets are read over: the clock on the wall counts), or a time alone. Month names are English.
    /// </param>
    /// <param name="dayFirst">Whether 2/3/2024 is the second of March.</param>
    /// <param name="parts">Receives the numbers, NaN when it is no date.</param>
    /// <returns>Whether it is a date.</returns>
    public static bool Read(ReadOnlySpan<char> text, bool dayFirst, Span<float> parts)
    {
        if (!DateText.TryRead(text, dayFirst, out var date))
        {
            parts.Fill(float.NaN);
            return false;
        }

        parts[0] = (float)(date - DateText.Start).TotalDays;
        parts[1] = date.Year;
        parts[2] = date.Month;
        parts[3] = date.Day;
        parts[4] = (int)date.DayOfWeek;
        parts[5] = date.DayOfYear;
        parts[6] = (float)date.TimeOfDay.TotalHours;
        return true;
    }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) => NumbersOf(inputs[0], Parts);

    internal override void Run(PortableFrame frame)
    {
        var texts = frame[Inputs[0]].Texts!;
        var target = frame.Output(Output, Parts);
        for (var row = 0; row < frame.Rows; row++)
        {
            Read(texts[row].Span, DayFirst, target.Slice(row * Parts, Parts));
        }
    }
}
