using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Walks the grid of a space, the last coordinate fastest, and begins anew at its end.
/// </summary>
internal sealed class GridSearchTuner : ITuner
{
    private readonly SearchSpace.SearchSpace _space;
    private readonly int[] _sizes;
    private readonly int[] _position;

    public GridSearchTuner(SearchSpace.SearchSpace space, int step)
    {
        _space = space;
        _sizes = [.. Coordinates.Of(space).Select(option => option.Step[0] ?? step)];
        _position = new int[_sizes.Length];
    }

    public Parameter Propose(TrialSettings settings)
    {
        var point = _position.Select((position, i) => (double)position / _sizes[i]).ToArray();
        for (var i = _position.Length - 1; i >= 0; i--)
        {
            if (++_position[i] < _sizes[i])
            {
                break;
            }

            _position[i] = 0;
        }

        return _space.SampleFromFeatureSpace(point);
    }

    public void Update(TrialResult result)
    {
    }
}
