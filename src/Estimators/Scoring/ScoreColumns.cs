using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.Scoring;

/// <summary>The output columns of a scoring transformer, as ML.NET's own trainers give them.</summary>
internal sealed class ScoreColumns
{
    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string PredictedLabel = "PredictedLabel";

    /// <param name="task">What is predicted.</param>
    /// <param name="classes">Multiclass: how many classes; otherwise ignored.</param>
    /// <param name="hasProbability">Binary: whether there is a probability column.</param>
    /// <param name="values">Multiclass: the values of the classes, or null when the label's key has none.</param>
    /// <param name="predictsValue">Multiclass: whether the predicted label is the value itself rather than a key.</param>
    public ScoreColumns(PredictionTask task, int classes, bool hasProbability, ClassValues? values = null, bool predictsValue = false)
    {
        Task = task;
        Outputs = task == PredictionTask.Multiclass ? classes : 1;
        HasProbability = task == PredictionTask.Binary && hasProbability;
        Values = values;
        PredictsValue = predictsValue && values is not null;
    }

    public PredictionTask Task { get; }

    public int Outputs { get; }

    public bool HasProbability { get; }

    public ClassValues? Values { get; }

    public bool PredictsValue { get; }

    /// <summary>Multiclass: what each class's probability counts when one is decided on; empty for all 1.</summary>
    public IReadOnlyList<float> DecisionWeights { get; init; } = [];

    /// <summary>The names of the columns added, in order.</summary>
    public IReadOnlyList<string> Names => Task switch
    {
        PredictionTask.Binary when HasProbability => [PredictedLabel, Score, Probability],
        PredictionTask.Regression => [Score],
        _ => [PredictedLabel, Score],
    };

    public DataViewSchema AddTo(DataViewSchema input)
    {
        var set = NextSetId(input);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var name in Names)
        {
            builder.AddColumn(name, TypeOf(name), Annotate(name, set));
        }

        return builder.ToSchema();
    }

    /// <summary>A getter of one of the columns added; <paramref name="place"/> gives the row's place in the block at each call.</summary>
    public Delegate Getter(string name, ScoreBlock block, Func<int> place) => (Task, name) switch
    {
        (_, Probability) => (ValueGetter<float>)((ref float value) => value = block.Probabilities[place()]),
        (PredictionTask.Binary, PredictedLabel) => (ValueGetter<bool>)((ref bool value) => value = block.Scores[place()] > 0),
        (PredictionTask.Multiclass, PredictedLabel) when PredictsValue => Values!.ValueGetter(() => Best(block, place())),
        (PredictionTask.Multiclass, PredictedLabel) => (ValueGetter<uint>)((ref uint value) => value = (uint)Best(block, place()) + 1),
        (PredictionTask.Multiclass, _) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            var editor = VBufferEditor.Create(ref value, Outputs);
            block.Scores.AsSpan(place() * Outputs, Outputs).CopyTo(editor.Values);
            value = editor.Commit();
        }),
        _ => (ValueGetter<float>)((ref float value) => value = block.Scores[place()]),
    };

    private int Best(ScoreBlock block, int place) => Trainers.Metrics.DecisionWeights.PredictedClass(block.Scores.AsSpan(place * block.Outputs, block.Outputs), DecisionWeights);

    private DataViewType TypeOf(string name) => (Task, name) switch
    {
        (PredictionTask.Binary, PredictedLabel) => BooleanDataViewType.Instance,
        (PredictionTask.Multiclass, PredictedLabel) => PredictsValue ? Values!.Type : new KeyDataViewType(typeof(uint), Outputs),
        (PredictionTask.Multiclass, _) => new VectorDataViewType(NumberDataViewType.Single, Outputs),
        _ => NumberDataViewType.Single,
    };

    private DataViewSchema.Annotations Annotate(string name, uint set)
    {
        var kind = Task switch
        {
            PredictionTask.Binary => "BinaryClassification",
            PredictionTask.Multiclass => "MulticlassClassification",
            _ => "Regression",
        };
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(AnnotationNames.ScoreColumnSetId, new KeyDataViewType(typeof(uint), int.MaxValue), set);
        builder.AddPrimitiveValue(AnnotationNames.ScoreColumnKind, TextDataViewType.Instance, kind.AsMemory());
        builder.AddPrimitiveValue(AnnotationNames.ScoreValueKind, TextDataViewType.Instance, name.AsMemory());
        if (name == Probability)
        {
            builder.AddPrimitiveValue(AnnotationNames.IsNormalized, BooleanDataViewType.Instance, true);
        }

        if (Values is not null && name == Score)
        {
            builder.Add(AnnotationNames.SlotNames, new VectorDataViewType(TextDataViewType.Instance, Outputs), AnnotationNames.Vector(Values.Names.Select(one => one.AsMemory()).ToArray()));
            Values.Annotate(builder, AnnotationNames.TrainingLabelValues);
        }

        if (Values is not null && name == PredictedLabel && !PredictsValue)
        {
            Values.Annotate(builder, AnnotationNames.KeyValues);
        }

        return builder.ToAnnotations();
    }

    private static uint NextSetId(DataViewSchema schema)
    {
        var largest = 0u;
        foreach (var column in schema)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationNames.ScoreColumnSetId)?.Type is KeyDataViewType { RawType: var raw } && raw == typeof(uint))
            {
                var id = 0u;
                column.Annotations.GetValue(AnnotationNames.ScoreColumnSetId, ref id);
                largest = Math.Max(largest, id);
            }
        }

        return largest + 1;
    }
}
