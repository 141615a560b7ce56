namespace MLNetTuning.Sweepers.Spaces;

/// <summary>The monotone maps behind <see cref="Scale"/>: a range becomes an interval that is walked uniformly.</summary>
internal static class ScaleMap
{
    public static double ToLinear(Scale scale, double value) => scale switch
    {
        Scale.Log => Math.Log(value),
        // Minus, so that the coordinate grows with the value.
        Scale.ReverseLog => -Math.Log(1 - value),
        _ => value,
    };

    public static double FromLinear(Scale scale, double position) => scale switch
    {
        Scale.Log => Math.Exp(position),
        Scale.ReverseLog => 1 - Math.Exp(-position),
        _ => position,
    };

    public static double Interpolate(Scale scale, double min, double max, double unit)
    {
        double low = ToLinear(scale, min), high = ToLinear(scale, max);
        return Math.Clamp(FromLinear(scale, low + unit * (high - low)), min, max);
    }

    public static double Position(Scale scale, double min, double max, double value)
    {
        double low = ToLinear(scale, min), high = ToLinear(scale, max);
        return high > low ? Math.Clamp((ToLinear(scale, value) - low) / (high - low), 0, 1) : 0.5;
    }

    public static void Check(string name, double min, double max, Scale scale)
    {
        var errors = new List<string>();
        Messages.Require(double.IsFinite(min) && double.IsFinite(max), errors,
            $"the range [{Messages.Number(min)}, {Messages.Number(max)}] is not finite. Give two finite numbers.");
        Messages.Require(!(min > max), errors,
            $"min {Messages.Number(min)} is above max {Messages.Number(max)}. Swap them.");
        Messages.Require(min != max, errors,
            $"min and max are both {Messages.Number(min)}, so there is nothing to search. Give a larger max, or leave the parameter out.");
        Messages.Require(scale != Scale.Log || min > 0, errors,
            $"a log scale needs min > 0, but min is {Messages.Number(min)}. Raise min or use Scale.Linear.");
        Messages.Require(scale != Scale.ReverseLog || (min >= 0 && max < 1), errors,
            $"a reverse log scale needs 0 <= min and max < 1, but the range is [{Messages.Number(min)}, {Messages.Number(max)}]. Narrow it or use Scale.Linear.");
        Messages.Require(Enum.IsDefined(scale), errors, $"scale {(int)scale} is unknown. Allowed: Linear, Log, ReverseLog.");
        Messages.Require(double.IsFinite(max - min) || !double.IsFinite(min) || !double.IsFinite(max), errors,
            "the range is wider than a double can hold. Narrow it.");
        Messages.ThrowIfAny($"Parameter '{name}'", errors);
    }
}
