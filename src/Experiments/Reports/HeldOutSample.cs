using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Some rows, each scored by the part of the model that did not learn from it, whose columns may be shuffled.</summary>
internal sealed class HeldOutSample
{
    private readonly ExperimentResult _result;
    private readonly List<(PortableModel Model, int[] Places, PortableTable Table)> _parts = [];
    private readonly float[] _labels;

    /// <summary>Takes the first rows of a result's sample.</summary>
    public HeldOutSample(ExperimentResult result, int rows)
    {
        _result = result;
        _labels = result.Details.SampleLabels[..rows];
        foreach (var group in Enumerable.Range(0, rows).GroupBy(row => result.Details.SampleParts[row]))
        {
            int[] places = [.. group];
            _parts.Add((result.Details.HeldOut[group.Key], places, new PortableTable(places.Length)));
        }

        int[] order = [.. Enumerable.Range(0, rows)];
        foreach (var column in result.Details.Sample)
        {
            Put(column, order);
        }
    }

    /// <summary>Gives each row the value of another one in a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="order">For each row, which one's value.</param>
    public void Put(TableColumn column, int[] order)
    {
        foreach (var (_, places, table) in _parts)
        {
            var values = column.Select(Array.ConvertAll(places, place => order[place]));
            if (values.Codes is { } codes)
            {
                table.Set(column.Name, Array.ConvertAll(codes, code => code < 0 ? null : column.Levels[code]));
            }
            else
            {
                table.Set(column.Name, values.Numbers!, column.Size);
            }
        }
    }

    /// <summary>The metric of the rows as they are now.</summary>
    public double Score()
    {
        var values = new FloatMatrix(_labels.Length, _result.Portable.Label.Outputs);
        foreach (var (model, places, table) in _parts)
        {
            var predictions = model.Predict(table, Environment.ProcessorCount);
            for (var i = 0; i < places.Length; i++)
            {
                if (predictions.Probabilities is { } probabilities)
                {
                    values.Row(places[i])[0] = probabilities[i];
                }
                else
                {
                    predictions.Scores.Row(i).CopyTo(values.Row(places[i]));
                }
            }
        }

        return TuningMetrics.Evaluate(_result.Metric, _result.Task, values, _labels, _result.Details.Threshold, _result.Portable.Label.DecisionWeights);
    }
}
