using System.Globalization;

namespace MLNetTuning.Trainers.Portable;

/// <summary>Takes dates apart: days since 2000-01-01, year, month, day of the month, day of the week (0 Sunday), day of the year and hour; what is no date is missing.</summary>
public sealed class DateStep : PortableStep
{
    /// <summary>Numbers a date becomes.</summary>
    public const int Parts = 7;

    private static readonly DateTime Start = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly string[] Times = ["", " H:m", " H:m:s", "'T'H:m:s", "'T'H:m:s'Z'", "'T'H:m:s.FFFFFFF", "'T'H:m:s.FFFFFFF'Z'", " H:m:s.FFFFFFF"];
    private static readonly string[] YearFirst = [.. Formats("yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd")];
    private static readonly string[] DayFormats = [.. YearFirst, .. Formats("d/M/yyyy", "d/M/yy", "d.M.yyyy", "d.M.yy", "d-M-yyyy", "d-M-yy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "d MMMM yyyy")];
    private static readonly string[] MonthFormats = [.. YearFirst, .. Formats("M/d/yyyy", "M/d/yy", "M.d.yyyy", "M-d-yyyy", "M-d-yy", "MMM d, yyyy", "MMMM d, yyyy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy")];

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
    /// <param name="text">The date, invariant culture.</param>
    /// <param name="dayFirst">Whether 2/3/2024 is the second of March.</param>
    /// <param name="parts">Receives the numbers, NaN when it is no date.</param>
    /// <returns>Whether it is a date.</returns>
    public static bool Read(ReadOnlySpan<char> text, bool dayFirst, Span<float> parts)
    {
        text = text.Trim();
        if (text.Length < 6 || !DateTime.TryParseExact(text, dayFirst ? DayFormats : MonthFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            parts.Fill(float.NaN);
            return false;
        }

        parts[0] = (float)(date - Start).TotalDays;
        parts[1] = date.Year;
        parts[2] = date.Month;
        parts[3] = date.Day;
        parts[4] = (int)date.DayOfWeek;
        parts[5] = date.DayOfYear;
        parts[6] = date.Hour;
        return true;
    }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) => inputs[0] is { Kind: PortableColumnKind.Text, Size: 1 }
        ? new PortableColumn(Output, PortableColumnKind.Number, Parts)
        : throw Wrong($"reads '{inputs[0].Name}', which is not a single text");

    internal override void Run(PortableFrame frame)
    {
        var texts = frame[Inputs[0]].Texts!;
        var target = frame.Output(Output, Parts);
        for (var row = 0; row < frame.Rows; row++)
        {
            Read(texts[row].Span, DayFirst, target.Slice(row * Parts, Parts));
        }
    }

    private static IEnumerable<string> Formats(params string[] dates) => dates.SelectMany(date => Times.Select(time => date + time));
}
