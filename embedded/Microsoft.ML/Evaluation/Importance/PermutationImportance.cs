using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Measures how much worse a model gets when the values of one feature change rows.</summary>
/// <remarks>L. Breiman, "Random forests", Machine Learning 45, 2001, section 10.</remarks>
internal sealed class PermutationImportance<TMetrics, TStatistics>(MLContext context, PermutationPlan plan, Func<IDataView, TMetrics> evaluate)
    where TStatistics : IMetricsStatistics<TMetrics>
{
    /// <summary>One entry a feature: the metrics with the feature permuted less those without.</summary>
    internal ImmutableArray<TStatistics> Measure(ISingleFeaturePredictionTransformer<object> model, Func<TStatistics> create)
    {
        ArgumentNullException.ThrowIfNull(model, "predictionTransformer");
        plan.Check();
        var features = Features(plan.Data.Schema, model.FeatureColumnName);
        var baseline = evaluate(model.Transform(plan.Data));

        // Every permutation reads all rows again, so that they are computed once and kept.
        var kept = context.Data.Cache(plan.Data, features.Name, plan.LabelColumn);
        var rows = plan.MaximumRows is { } most ? context.Data.TakeRows(kept, most) : kept;
        var used = plan.SkipUnused ? UsedFeatures(model.Model) : null;
        var random = new Random(context.NextSeed());
        var slots = ((VectorDataViewType)features.Type).Size;
        var result = ImmutableArray.CreateBuilder<TStatistics>(slots);
        for (var slot = 0; slot < slots; slot++)
        {
            var values = SlotValues.Read(rows, features.Name, slot);
            if (values.Length == 0)
            {
                return [];
            }

            var statistics = create();
            result.Add(statistics);
            var isUsed = used is null || (slot < used.Length && used[slot]);
            for (var i = 0; i < plan.Permutations; i++)
            {
                random.Shuffle(values);
                statistics.Add(isUsed ? evaluate(model.Transform(Permute(rows, features, slot, values))) : baseline, baseline);
            }
        }

        return result.MoveToImmutable();
    }

    /// <summary>The same by the names of the slots; a slot without a name is called after its number.</summary>
    internal ImmutableDictionary<string, TStatistics> MeasureByName(ITransformer model, Func<TStatistics> create)
    {
        ArgumentNullException.ThrowIfNull(model);
        plan.Check();
        var predictor = LastPredictor(model)
            ?? throw new ArgumentException($"The model ({model.GetType().Name}) holds no predictor that reads one column of features; give the model a trainer of this library fitted.", nameof(model));
        var importance = Measure(predictor, create);
        var names = SlotNames(plan.Data.Schema.Find(predictor.FeatureColumnName, "feature"), importance.Length);
        return importance.Select((statistics, slot) => KeyValuePair.Create(names[slot], statistics)).ToImmutableDictionary();
    }

    private static IDataView Permute(IDataView rows, DataViewSchema.Column features, int slot, float[] values)
        => new MappedDataView(rows, new PermutedMapper(rows.Schema, rows.Schema[features.Name], slot, values));

    private static DataViewSchema.Column Features(DataViewSchema schema, string name)
    {
        var column = schema.Find(name, "feature");
        return column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType.Equals(NumberDataViewType.Single)
            ? column
            : throw TrainingErrors.WrongType("feature", name, "a vector of Single of known size", column.Type.ToString()!);
    }

    /// <summary>For each feature whether its weight is not 0; null when the model has no weights.</summary>
    private static bool[]? UsedFeatures(object model)
    {
        if (model is not IFeatureWeights weighted)
        {
            return null;
        }

        VBuffer<float> weights = default;
        weighted.GetFeatureWeights(ref weights);
        return [.. weights.DenseValues().Select(static weight => weight != 0)];
    }

    /// <summary>The last predictor of a model of any depth; a calibrator behind it does not count.</summary>
    private static ISingleFeaturePredictionTransformer<object>? LastPredictor(ITransformer model) => model switch
    {
        ITransformerChain chain => chain.Transformers.Reverse().Select(LastPredictor).FirstOrDefault(static found => found is not null),
        ISingleFeaturePredictionTransformer<Calibrators.ICalibrator> => null,
        ISingleFeaturePredictionTransformer<object> predictor => predictor,
        _ => null,
    };

    private static string[] SlotNames(DataViewSchema.Column features, int count)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (features.HasSlotNames())
        {
            features.GetSlotNames(ref names);
        }

        var known = names.DenseValues().Select(static name => name.ToString()).ToArray();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, count).Select(slot => Unique(slot < known.Length ? known[slot] : "", slot, taken))];
    }

    private static string Unique(string name, int slot, HashSet<string> taken)
    {
        var number = slot.ToString(CultureInfo.InvariantCulture);
        return name.Length > 0 && taken.Add(name) ? name : $"Slot {number}";
    }
}
