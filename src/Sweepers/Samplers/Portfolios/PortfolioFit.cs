using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Portfolios;

/// <summary>Makes a configuration of another space one of this space, so that what did well elsewhere can be tried here.</summary>
internal static class PortfolioFit
{
    /// <summary>
    /// The configuration with the values the space has: numbers outside a range move to its end, other foreign values and missing ones become
    /// defaults. Null when nothing of it fits or a constraint forbids it.
    /// </summary>
    public static Configuration? To(SearchSpace space, Configuration configuration)
    {
        var partial = new List<KeyValuePair<string, ParameterValue>>();
        foreach (var (name, value) in configuration)
        {
            if (space.TryGet(name, out var parameter) && Nearest(parameter, value) is { } own)
            {
                partial.Add(KeyValuePair.Create(name, own));
            }
        }

        // The empty configuration is the one point of a space without parameters.
        if (partial.Count == 0 && space.Parameters.Count > 0)
        {
            return null;
        }

        var fitted = space.Complete(new Configuration(partial));
        return space.IsFeasible(fitted) ? fitted : null;
    }

    private static ParameterValue? Nearest(Parameter parameter, ParameterValue value)
    {
        if (parameter.Contains(value))
        {
            return value;
        }

        if (parameter is not (FloatParameter or IntParameter) || !value.IsNumber || !double.IsFinite(value.ToDouble()))
        {
            return null;
        }

        double number = value.ToDouble();
        double low = parameter.FromUnit(0).ToDouble(), high = parameter.FromUnit(1).ToDouble();
        return number <= low ? parameter.FromUnit(0) : number >= high ? parameter.FromUnit(1) : Between(parameter, number);
    }

    // Values grow with their coordinate, so that halving finds the one next to a number that is none.
    private static ParameterValue Between(Parameter parameter, double number)
    {
        double below = 0, above = 1;
        for (int i = 0; i < 60; i++)
        {
            double middle = (below + above) / 2;
            (below, above) = parameter.FromUnit(middle).ToDouble() <= number ? (middle, above) : (below, middle);
        }

        ParameterValue low = parameter.FromUnit(below), high = parameter.FromUnit(above);
        return number - low.ToDouble() <= high.ToDouble() - number ? low : high;
    }
}
