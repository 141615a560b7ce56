using MLNetTuning.Experiments.Families;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Running;

/// <summary>The rows that models are judged on: all that stand in the validation part of a split.</summary>
internal sealed class JudgedRows
{
    private readonly IReadOnlyList<Split> _splits;
    private readonly int[] _placeOf;
    private readonly int[] _counts;
    private readonly int _outputs;

    public JudgedRows(IReadOnlyList<Split> splits, float[] labels, int outputs, int[]? groups = null)
    {
        (_splits, _outputs) = (splits, outputs);
        Rows = [.. splits.SelectMany(split => split.Validation).Distinct().Order()];
        Labels = Array.ConvertAll(Rows, row => labels[row]);
        _placeOf = new int[labels.Length];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < Rows.Length; place++)
        {
            _placeOf[Rows[place]] = place;
        }

        FoldOfRow = JudgedFolds.Of(splits, Rows, groups);
        _counts = new int[Rows.Length];
        foreach (var row in splits.SelectMany(split => split.Validation))
        {
            _counts[_placeOf[row]]++;
        }
    }

    /// <summary>The rows' numbers, rising.</summary>
    public int[] Rows { get; }

    /// <summary>Their labels.</summary>
    public float[] Labels { get; }

    /// <summary>A fold for each judged row, for ensembles that are made from some rows and judged on others. Rows of one group share one.</summary>
    public int[] FoldOfRow { get; }

    /// <summary>The places of a split's validation rows among the judged ones.</summary>
    public int[] PlacesOf(int split) => Array.ConvertAll(_splits[split].Validation, row => _placeOf[row]);

    /// <summary>Puts the predictions of all splits together; rows that stand in several get the mean.</summary>
    public FloatMatrix Gather(IReadOnlyList<FoldModel> models)
    {
        var result = new FloatMatrix(Rows.Length, _outputs);
        for (var split = 0; split < models.Count; split++)
        {
            var validation = _splits[split].Validation;
            for (var i = 0; i < validation.Length; i++)
            {
                var place = _placeOf[validation[i]];
                var source = models[split].Predictions.Row(i);
                var target = result.Row(place);
                for (var k = 0; k < target.Length; k++)
                {
                    target[k] += source[k] / _counts[place];
                }
            }
        }

        return result;
    }
}
