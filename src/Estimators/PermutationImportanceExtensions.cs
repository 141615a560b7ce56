using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Data;
using MLNetTuning.Estimators.Importance;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Estimators.Validation;
using MLNetTuning.Trainers;

namespace MLNetTuning;

/// <summary>Permutation importance for any fitted pipeline, ensembles included.</summary>
public static class PermutationImportanceExtensions
{
    /// <summary>Shuffles each column that the model reads, one at a time, and measures how much worse it predicts.</summary>
    /// <remarks>
    /// L. Breiman, "Random forests", Machine Learning 45, 2001, section 10. Columns that say the same share their importance: each looks unimportant while
    /// the other is there. ML.NET's own call takes only its own linear and tree models.
    /// </remarks>
    /// <param name="tuning">The tuning catalog.</param>
    /// <param name="model">A fitted pipeline or ensemble that maps row by row.</param>
    /// <param name="data">Rows the model was not trained on, best in memory (<c>ml.Data.Cache</c>): read once for each column and shuffle.</param>
    /// <param name="labelColumnName">The label in the data: Boolean (binary), a key (multiclass) or Single (regression).</param>
    /// <param name="permutationCount">Shuffles per column, 1 or more. Default 3.</param>
    /// <param name="seed">Seed of the shuffles. Default 0.</param>
    /// <param name="cancellationToken">Ends the work between shuffles.</param>
    /// <returns>The columns the model reads, the most important first.</returns>
    /// <exception cref="ArgumentException">The label is missing or of no label type, the model does not map row by row, or there are no rows.</exception>
    public static IReadOnlyList<ColumnImportance> PermutationFeatureImportance(
        this TuningCatalog tuning, ITransformer model, IDataView data, string labelColumnName = "Label", int permutationCount = 3, int seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tuning);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(permutationCount, 1);
        if (!model.IsRowToRowMapper)
        {
            throw new ArgumentException("The model does not map row by row, so its columns cannot be shuffled one by one.", nameof(model));
        }

        var task = LabelReader.TaskOf(data.Schema, labelColumnName);
        var labels = LabelReader.Read(data, labelColumnName);
        if (labels.Length == 0 || labels.Any(label => !float.IsFinite(label)))
        {
            throw new ArgumentException($"Importance needs rows, each with a label; of {labels.Length} rows {labels.Count(label => !float.IsFinite(label))} have none in '{labelColumnName}'.", nameof(data));
        }

        var before = Score(model, data, task, labels, labelColumnName);
        var columns = Read(model, data.Schema, task, labelColumnName);
        var found = columns.Select((column, place) =>
        {
            var shuffled = ShuffledColumnView.Of(data, column);
            var random = new Random(HashCode(seed, place));
            var changes = before.Keys.ToDictionary(name => name, _ => new List<double>(), StringComparer.Ordinal);
            for (var i = 0; i < permutationCount; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var order = Enumerable.Range(0, labels.Length).ToArray();
                random.Shuffle(order);
                foreach (var (name, value) in Score(model, shuffled(order), task, labels, labelColumnName))
                {
                    changes[name].Add(value - before[name]);
                }
            }

            var metrics = changes.ToDictionary(pair => pair.Key, pair => Statistics(pair.Value), StringComparer.Ordinal);
            return new ColumnImportance(column.Name, metrics[TaskMetrics.LossName(task)], metrics);
        });
        return [.. found.OrderByDescending(one => one.Loss.Mean).ThenBy(one => one.Column, StringComparer.Ordinal)];
    }

    // System.HashCode is seeded anew in each process.
    private static int HashCode(int seed, int place) => unchecked((seed * 486187739) + (place * 16777619));

    private static IReadOnlyList<DataViewSchema.Column> Read(ITransformer model, DataViewSchema schema, PredictionTask task, string label)
    {
        var mapper = model.GetRowToRowMapper(schema);
        var output = mapper.OutputSchema.GetColumnOrNull(task == PredictionTask.Binary ? ScoreColumns.Probability : ScoreColumns.Score)
            ?? throw new ArgumentException("The model makes no column of scores; give a whole fitted pipeline that ends in a trainer.", nameof(model));
        return [.. mapper.GetDependencies([output]).Where(column => column.Name != label)];
    }

    private static Dictionary<string, double> Score(ITransformer model, IDataView data, PredictionTask task, float[] labels, string label)
    {
        var scored = model.Transform(data);
        var predictions = PredictionReader.Read(scored, task);
        if (task == PredictionTask.Multiclass && ClassValues.FromKey(data.Schema[label]) is { } values && ModelLabel.Classes(scored.Schema) is { } own
            && !own.Names.SequenceEqual(values.Names, StringComparer.Ordinal))
        {
            predictions = PredictionReader.InOrder(predictions, ModelLabel.ClassMap(own.Names, values.Names), values.Count);
        }

        return TaskMetrics.Of(task, predictions, labels);
    }

    private static MetricChange Statistics(List<double> values)
    {
        var spread = Spread.Of(values);
        return new MetricChange(spread.Mean, spread.Deviation, spread.Error, values.Count);
    }
}
