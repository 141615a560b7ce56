using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Samplers.Frugal;

/// <summary>
/// FLOW2, the local search of Wu, Wang, Huang: Frugal optimization for cost-related hyperparameters, AAAI 2021: a step in a random direction from the
/// best point, then the opposite step, then another direction. The step halves when directions keep failing.
/// </summary>
/// <remarks>Immutable and driven by its trials alone: replaying them leads to the same state.</remarks>
internal sealed record LocalSearch
{
    private readonly double[] _start;
    private readonly int _ranges;
    private double[] _last;
    private bool _turns;
    private int _failures;
    private int _restarts;
    private double _loss = double.PositiveInfinity;
    private bool _begins = true;

    /// <summary>A search.</summary>
    /// <param name="start">Its first point; NaN where a parameter is inactive.</param>
    /// <param name="isRange">Which parameters have a direction.</param>
    public LocalSearch(double[] start, IReadOnlyList<bool> isRange)
    {
        _start = start;
        _last = start;
        Center = start;
        _ranges = Math.Max(1, Enumerable.Range(0, start.Length).Count(i => isRange[i] && !double.IsNaN(start[i])));
        Step = FirstStep;
    }

    /// <summary>The best point so far.</summary>
    public double[] Center { get; private init; }

    /// <summary>The length of the next step in the unit cube.</summary>
    public double Step { get; private init; }

    /// <summary>True when steps have become too small to matter.</summary>
    public bool HasConverged => Step < CostFrugalDefaults.LastStep * Math.Sqrt(_ranges);

    private double FirstStep => CostFrugalDefaults.FirstStep * Math.Sqrt(_ranges);

    /// <summary>The search after one more of its trials; an infinite loss means that it failed.</summary>
    public LocalSearch With(double[] point, double loss)
    {
        if (_begins || loss < _loss)
        {
            return this with { Center = point, _loss = loss, _failures = 0, _turns = false, _begins = false };
        }

        if (!_turns)
        {
            return this with { _last = point, _turns = true };
        }

        return _failures + 1 < _ranges
            ? this with { _turns = false, _failures = _failures + 1 }
            : this with { _turns = false, _failures = 0, Step = Step * CostFrugalDefaults.Shrink };
    }

    /// <summary>The search begun anew around its start, farther off each time.</summary>
    public LocalSearch Restarted() => this with { Step = FirstStep, _restarts = _restarts + 1, _begins = true, _turns = false, _failures = 0 };

    /// <summary>The next point to try.</summary>
    /// <param name="space">The space.</param>
    /// <param name="isRange">Which parameters have a direction.</param>
    /// <param name="fixedIndex">A parameter that stays as it is; -1 for none.</param>
    /// <param name="random">The draws.</param>
    /// <param name="isRedraw">Whether the point just proposed has been tried before.</param>
    public Configuration Propose(SearchSpace space, IReadOnlyList<bool> isRange, int fixedIndex, SeededRandom random, bool isRedraw)
    {
        double[] direction = Direction(isRange, random);
        return space.Build((parameter, i) =>
        {
            double own = Center[i];
            if (double.IsNaN(own))
            {
                return parameter.LowCost ?? parameter.DefaultValue;
            }

            double moved = isRange[i] ? Math.Clamp(Moved(i, direction[i], isRedraw), 0, 1)
                : i != fixedIndex && random.NextDouble() < CostFrugalDefaults.ChoiceShare ? random.NextDouble() : own;
            return parameter.FromUnit(moved);
        });
    }

    /// <summary>Whether one step of this search could have led to a point.</summary>
    public bool Reaches(double[] point, IReadOnlyList<double> halfCells)
    {
        double sum = 0;
        for (int i = 0; i < point.Length; i++)
        {
            // The coordinate of a whole number is that of the middle of its part, wherever in it the step ended.
            double apart = double.IsNaN(point[i]) || double.IsNaN(Center[i]) ? 0 : Math.Max(0, Math.Abs(point[i] - Center[i]) - halfCells[i]);
            sum += apart * apart;
        }

        return Math.Sqrt(sum) <= Step * (1 + 1e-9);
    }

    // What was inactive at the start, or in the last trial, moves from the best point.
    private double Moved(int i, double direction, bool isRedraw)
    {
        if (_begins && !double.IsNaN(_start[i]))
        {
            return _start[i] + direction * Math.Sqrt(_ranges) * CostFrugalDefaults.RestartSpread * Math.Max(1, _restarts);
        }

        bool turns = _turns && !isRedraw && !double.IsNaN(_last[i]);
        return turns ? 2 * Center[i] - _last[i] : Center[i] + direction * Step;
    }

    // Evenly from the sphere over the ranges that are active.
    private double[] Direction(IReadOnlyList<bool> isRange, SeededRandom random)
    {
        double[] direction = [.. Center.Select((c, i) => isRange[i] && !double.IsNaN(c) ? random.NextNormal() : 0)];
        double length = Math.Sqrt(direction.Sum(v => v * v));
        return length > 0 ? Array.ConvertAll(direction, v => v / length) : direction;
    }
}
