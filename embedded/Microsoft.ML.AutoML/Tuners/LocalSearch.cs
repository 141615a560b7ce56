using MLNetTuning.Sweepers.Spaces;
using SweeperSearchSpace = MLNetTuning.Sweepers.Spaces.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// FLOW2, the local search of Wu, Wang, Huang, Frugal optimization for cost-related hyperparameters, AAAI 2021: a step in a random direction
/// from the best point, then the opposite step, then another direction. The step halves when directions keep failing; a search whose step has
/// become small begins anew around its start, farther off each time.
/// </summary>
/// <remarks>It is driven by its own trials alone: replaying them leads to the same state.</remarks>
internal sealed class LocalSearch
{
    // Of the unit cube's side, times the root of the number of coordinates, as published.
    private const double FirstStep = 0.1;
    private const double LastStep = 0.01;
    private const double RestartSpread = 0.1;

    // Choices have no direction; one in five is drawn anew.
    private const double ChoiceShare = 0.2;

    private readonly double[] _start;
    private readonly string? _fixedName;
    private readonly double _scale;
    private readonly int _patience;
    private Phase _phase = Phase.Start;
    private double[] _center;
    private double[] _last;
    private double _centerValue;
    private double _step;
    private int _failures;
    private int _restarts;

    /// <summary>A search.</summary>
    /// <param name="start">Its first point; NaN stands for coordinates that do not matter here.</param>
    /// <param name="fixedName">A parameter that stays as it is; null for none.</param>
    public LocalSearch(double[] start, string? fixedName)
    {
        _start = start;
        _fixedName = fixedName;
        _center = start;
        _last = start;
        _patience = Math.Max(1, start.Count(coordinate => !double.IsNaN(coordinate)));
        _scale = Math.Sqrt(_patience);
        _step = FirstStep * _scale;
    }

    private enum Phase
    {
        Start,
        Forward,
        Opposite,
    }

    /// <summary>Takes in the value of the trial proposed last; infinite when it failed.</summary>
    public void Add(double[] point, double value)
    {
        if (_phase == Phase.Start || value < _centerValue)
        {
            _center = point;
            _centerValue = value;
            _failures = 0;
            _phase = Phase.Forward;
        }
        else if (_phase == Phase.Forward)
        {
            _last = point;
            _phase = Phase.Opposite;
        }
        else
        {
            _phase = Phase.Forward;
            if (++_failures >= _patience)
            {
                Shrink();
            }
        }
    }

    /// <summary>The next point to try.</summary>
    /// <param name="space">The space.</param>
    /// <param name="random">The draws.</param>
    /// <param name="isRedraw">Whether the point just proposed has been tried before.</param>
    public Configuration Propose(SweeperSearchSpace space, Random random, bool isRedraw)
    {
        var direction = Direction(random);
        var point = new double[_center.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var parameter = space.Parameters[i];
            point[i] = double.IsNaN(_center[i]) ? 0
                : parameter.Name == _fixedName ? _center[i]
                : parameter is ChoiceParameter ? (random.NextDouble() < ChoiceShare ? random.NextDouble() : _center[i])
                : Math.Clamp(Move(i, direction[i], isRedraw), 0, 1);
        }

        return space.FromUnit(point);
    }

    private double Move(int i, double direction, bool isRedraw) => _phase switch
    {
        Phase.Start => _start[i] + direction * _scale * RestartSpread * _restarts,
        Phase.Opposite when !isRedraw => 2 * _center[i] - _last[i],
        _ => _center[i] + direction * _step,
    };

    private void Shrink()
    {
        _failures = 0;
        _step /= 2;
        if (_step < LastStep * _scale)
        {
            _step = FirstStep * _scale;
            _restarts++;
            _phase = Phase.Start;
        }
    }

    /// <summary>A direction drawn evenly from the sphere.</summary>
    private double[] Direction(Random random)
    {
        var direction = new double[_center.Length];
        var length = 0.0;
        for (var i = 0; i < direction.Length; i++)
        {
            if (!double.IsNaN(_center[i]))
            {
                direction[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                length += direction[i] * direction[i];
            }
        }

        length = Math.Sqrt(length);
        return length > 0 ? Array.ConvertAll(direction, part => part / length) : direction;
    }
}
