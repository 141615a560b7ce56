using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Two columns: PredictedLabel (a key with the label's values) and Score (a vector with the classes as slots).</summary>
internal sealed class MulticlassScoreTask : ScoreTask
{
    private const string Kind = AnnotationUtils.Const.ScoreColumnKind.MulticlassClassification;
    private readonly DataViewSchema.Column? _label;

    /// <param name="model">Gives one score a class.</param>
    /// <param name="label">The label's column in training, whose key values name the classes; null when it is not known.</param>
    internal MulticlassScoreTask(IScoreModel model, DataViewSchema.Column? label)
        : base(model)
        => _label = label;

    internal override IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        var predicted = PredictedLabel(Kind);
        var score = Score(setId, Kind, AnnotationUtils.Const.ScoreValueKind.Score);
        if (ClassValues() is { } values)
        {
            var type = (VectorDataViewType)values.Type;
            var getter = ClassValueGetter(type.ItemType.RawType);
            predicted.Add(AnnotationUtils.Kinds.KeyValues, type, getter);
            score.Add(AnnotationUtils.Kinds.TrainingLabelValues, type, getter);
            if (type.ItemType is TextDataViewType)
            {
                score.Add(AnnotationUtils.Kinds.SlotNames, type, getter);
            }
        }

        AddSetId(predicted, setId);
        return
        [
            new(DefaultColumnNames.PredictedLabel, new KeyDataViewType(typeof(uint), Model.ScoreCount), predicted.ToAnnotations()),
            new(DefaultColumnNames.Score, new VectorDataViewType(NumberDataViewType.Single, Model.ScoreCount), score.ToAnnotations()),
        ];
    }

    internal override Delegate Getter(int column, IScoreSource scores) => column switch
    {
        0 => (ValueGetter<uint>)((ref uint value) => value = BestClass(scores.Current())),
        _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(scores.Current(), ref value)),
    };

    /// <summary>The first class with the highest score, from 1; 0, a missing key, when every score is NaN.</summary>
    private static uint BestClass(ReadOnlySpan<float> scores)
    {
        var best = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!float.IsNaN(scores[i]) && (best < 0 || scores[i] > scores[best]))
            {
                best = i;
            }
        }

        return (uint)(best + 1);
    }

    private static void Copy(ReadOnlySpan<float> scores, ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, scores.Length);
        scores.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private DataViewSchema.Column? ClassValues()
        => _label?.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues) is { Type: VectorDataViewType type } column && type.Size == Model.ScoreCount ? column : null;

    private Delegate ClassValueGetter(Type item)
    {
        // Key values are text nearly always; the other types take the slower way round.
        var annotations = _label!.Value.Annotations;
        var column = annotations.Schema[AnnotationUtils.Kinds.KeyValues];
        var method = typeof(DataViewSchema.Annotations).GetMethod(nameof(DataViewSchema.Annotations.GetGetter))!;
        return item == typeof(ReadOnlyMemory<char>)
            ? annotations.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column)
            : (Delegate)method.MakeGenericMethod(typeof(VBuffer<>).MakeGenericType(item)).Invoke(annotations, [column])!;
    }
}
