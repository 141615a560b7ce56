using MLNetTuning.Sweepers.Studies;

namespace MLNetTuning.Sweepers.Schedulers;

/// <summary>What the completed trials of one rung reported, by step: a stopping rule looks a step up instead of walking all trials at each report.</summary>
internal sealed class CompletedCurves
{
    private readonly Dictionary<int, List<double>> _values = [];

    /// <summary>How many trials are in it.</summary>
    public int Count { get; private set; }

    public void Add(Trial trial)
    {
        Count++;
        foreach (var (step, value) in trial.Reports)
        {
            if (!_values.TryGetValue(step, out var values))
            {
                _values.Add(step, values = []);
            }

            int at = values.BinarySearch(value);
            values.Insert(at < 0 ? ~at : at, value);
        }
    }

    /// <summary>The values at a step, ascending.</summary>
    public IReadOnlyList<double> At(int step) => _values.GetValueOrDefault(step) ?? (IReadOnlyList<double>)[];
}
