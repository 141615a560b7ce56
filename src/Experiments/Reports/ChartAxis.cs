using System.Globalization;

namespace MLNetTuning.Experiments.Reports;

/// <summary>An axis of a chart: a range with round ticks.</summary>
internal sealed class ChartAxis
{
    private const int Wanted = 5;
    private const double Thousand = 1e3;
    private const double Million = 1e6;
    private const double Billion = 1e9;

    private readonly double _step;

    /// <summary>Makes an axis.</summary>
    /// <param name="title">What it measures.</param>
    /// <param name="low">The least value to be shown.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="isExact">Whether the axis ends there and not at round values beyond.</param>
    public ChartAxis(string title, double low, double high, bool isExact = false)
    {
        Title = title;
        if (!(high > low))
        {
            var half = low == 0 ? 0.5 : Math.Abs(low) * 0.05;
            (low, high) = (low - half, low + half);
        }

        var rough = (high - low) / Wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        _step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        Low = isExact ? low : Math.Floor(low / _step * (1 + 1e-12)) * _step;
        High = isExact ? high : Math.Ceiling(high / _step * (1 - 1e-12)) * _step;
        var first = Math.Ceiling((Low / _step) - 1e-9);
        var count = (int)Math.Floor((High / _step) - first + 1e-9) + 1;
        Ticks = [.. Enumerable.Range(0, count).Select(i => (first + i) * _step)];
    }

    public string Title { get; }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Shares from 0 to 1.</summary>
    public static ChartAxis Share(string title) => new(title, 0, 1, isExact: true);

    /// <summary>An axis around values.</summary>
    public static ChartAxis Around(string title, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite).DefaultIfEmpty(0)];
        return new ChartAxis(title, finite.Min(), finite.Max());
    }

    /// <summary>Where a value lies, from 0 to 1; values beyond the ends lie at the ends.</summary>
    public double Part(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);

    /// <summary>A tick's label.</summary>
    public string Label(double tick)
    {
        // Steps of 2000k are read as 2M.
        var (factor, unit) = Math.Max(Math.Abs(Low), Math.Abs(High)) switch
        {
            var largest when largest >= 10 * Billion || _step >= Billion / 2 => (Billion, "B"),
            var largest when largest >= 10 * Million || _step >= Million / 2 => (Million, "M"),
            >= 10 * Thousand => (Thousand, "k"),
            _ => (1.0, string.Empty),
        };
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(_step / factor) - 1e-9), 0, 8);
        var value = Math.Abs(tick) < _step * 1e-6 ? 0 : tick / factor;
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + (value == 0 ? string.Empty : unit);
    }
}
