using Microsoft.ML.Data;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Reads from a pipeline's output columns what it predicts.</summary>
internal static class ModelLabel
{
    public static PortableLabel Of(PipelineStages stages, string? name)
    {
        var scored = stages.Schemas[stages.ScorerIndex + 1];
        var last = stages.Schemas[^1];
        var score = scored.GetColumnOrNull(ScoreColumns.Score) ?? throw new NotSupportedException("The model adds no column 'Score'; only binary, multiclass and regression trainers have a portable form.");
        name ??= (stages.Scorer as FeatureVectorTransformer)?.LabelColumnName ?? "Label";
        if (score.Type is VectorDataViewType)
        {
            var values = Classes(scored) ?? throw new NotSupportedException("The model's scores carry no class names (slot names of Score, or key values of PredictedLabel); make the label with ml.Transforms.Conversion.MapValueToKey.");
            return new PortableLabel
            {
                Task = PredictionTask.Multiclass,
                Name = name,
                Classes = values.Names,
                ClassesAreNumbers = values.AreNumbers,
                PredictsValue = last.GetColumnOrNull(ScoreColumns.PredictedLabel) is { Type: not KeyDataViewType },
            };
        }

        var isBinary = scored.GetColumnOrNull(ScoreColumns.PredictedLabel) is { Type: BooleanDataViewType } && stages.Makes(stages.ScorerIndex, ScoreColumns.PredictedLabel);
        return new PortableLabel { Task = isBinary ? PredictionTask.Binary : PredictionTask.Regression, Name = name };
    }

    /// <summary>For each class a member knows its place in the ensemble's label; null when the order is the same.</summary>
    public static int[]? ClassMap(PortableLabel member, PortableLabel label)
    {
        if (label.Task != PredictionTask.Multiclass || member.Classes.SequenceEqual(label.Classes, StringComparer.Ordinal))
        {
            return null;
        }

        return ClassMap(member.Classes, label.Classes);
    }

    public static int[] ClassMap(IReadOnlyList<string> member, IReadOnlyList<string> all) => [.. member.Select(name =>
    {
        var place = all.ToList().IndexOf(name);
        return place >= 0 ? place : throw new NotSupportedException($"A member knows the class '{name}', which the ensemble's first member does not. Fit the label's keys once, before the folds are split.");
    })];

    public static ClassValues? Classes(Microsoft.ML.DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(ScoreColumns.PredictedLabel) is { Type: KeyDataViewType } key && ClassValues.FromKey(key) is { } values)
        {
            return values;
        }

        if (schema[ScoreColumns.Score] is var score && score.HasSlotNames())
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            score.GetSlotNames(ref names);
            return ClassValues.FromNames([.. names.DenseValues().Select(one => one.ToString())], areNumbers: false);
        }

        return null;
    }
}
