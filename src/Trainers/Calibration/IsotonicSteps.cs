namespace MLNetTuning.Trainers.Calibration;

/// <summary>Pools adjacent violators: steps whose values rise, kept on a stack while scores come in their order.</summary>
internal sealed class IsotonicSteps
{
    private readonly List<(float Minimum, float Maximum, double Ones, double Weight)> _steps = [];

    public int Count => _steps.Count;

    /// <summary>Adds the rows of one score, which is above those before.</summary>
    public void Add(float score, double ones, double total)
    {
        var minimum = score;
        while (_steps.Count > 0)
        {
            var top = _steps[^1];

            // A step that does not rise above the one before joins it.
            if (top.Ones * total < ones * top.Weight)
            {
                break;
            }

            (minimum, ones, total) = (top.Minimum, top.Ones + ones, top.Weight + total);
            _steps.RemoveAt(_steps.Count - 1);
        }

        _steps.Add((minimum, score, ones, total));
    }

    public IsotonicCalibrator ToCalibrator()
    {
        var (minima, maxima, values) = (new List<float>(), new List<float>(), new List<float>());
        foreach (var step in _steps)
        {
            var value = (float)Math.Min(1, step.Ones / step.Weight);

            // Steps that differ only beyond 32 bits are one.
            if (values.Count > 0 && value <= values[^1])
            {
                maxima[^1] = step.Maximum;
                continue;
            }

            minima.Add(step.Minimum);
            maxima.Add(step.Maximum);
            values.Add(value);
        }

        return new IsotonicCalibrator([.. minima], [.. maxima], [.. values]);
    }
}
