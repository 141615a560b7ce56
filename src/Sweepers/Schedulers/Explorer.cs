using MLNetTuning.Sweepers.Samplers;
using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>Changes the settings of a copied member: each is drawn anew, or moved a little on its own scale.</summary>
internal sealed class Explorer(SearchSpace space, PopulationOptions options)
{
    private readonly HashSet<string>? _changing = options.Changing?.ToHashSet(StringComparer.Ordinal);

    // A step that breaks a constraint is taken again; where none of so many is allowed, the copy stays as it is.
    private const int Tries = 50;

    public Configuration Explore(Configuration from, SeededRandom random)
    {
        for (int i = 0; i < Tries; i++)
        {
            var moved = Step(from, random);
            if (space.IsFeasible(moved))
            {
                return moved;
            }
        }

        return from;
    }

    private Configuration Step(Configuration from, SeededRandom random) => space.Build((parameter, _) =>
    {
        bool isKnown = from.TryGet(parameter.Name, out var value);
        bool resamples = random.NextDouble() < options.ResampleShare, grows = random.NextDouble() < 0.5;
        double fresh = random.NextDouble();
        return !isKnown ? parameter.FromUnit(fresh)
            : _changing?.Contains(parameter.Name) == false ? value
            : resamples ? parameter.FromUnit(fresh)
            : Move(parameter, value, grows);
    });

    public static void Check(SearchSpace space, PopulationOptions options)
    {
        var unknown = (options.Changing ?? []).Where(name => !space.TryGet(name, out _)).ToList();
        if (unknown.Count > 0)
        {
            throw new ArgumentException(
                $"Changing names {string.Join(", ", unknown.Select(n => $"'{n}'"))}, which the space does not have. Allowed: {string.Join(", ", space.Parameters.Select(p => $"'{p.Name}'"))}.");
        }
    }

    private ParameterValue Move(Parameter parameter, ParameterValue value, bool grows)
    {
        if (parameter is ChoiceParameter { Ordered: false } or BoolParameter)
        {
            return value;
        }

        double factor = grows ? 1 + options.Perturbation : 1 - options.Perturbation;
        var moved = parameter switch
        {
            FloatParameter p => p.FromUnit(Place(p.Scale, p.Min, p.Max, value.ToDouble(), factor)),
            IntParameter p => p.FromUnit(Place(p.Scale, p.Min, p.Max, value.ToDouble(), factor)),
            _ => value,
        };
        // A small number of values, or a zero, is not left by a factor.
        return moved != value || parameter.Cardinality is not long count
            ? moved
            : parameter.FromUnit(Math.Clamp(parameter.ToUnit(value) + (grows ? 1.0 : -1.0) / count, 0, 1));
    }

    private static double Place(Scale scale, double min, double max, double value, double factor)
    {
        // Growing means nearer to 1 on a reverse log scale, where the distance to 1 is what counts.
        double moved = scale == Scale.ReverseLog ? 1 - (1 - value) * (2 - factor) : value + Math.Abs(value) * (factor - 1);
        return ScaleMap.Position(scale, min, max, Math.Clamp(moved, min, max));
    }
}
