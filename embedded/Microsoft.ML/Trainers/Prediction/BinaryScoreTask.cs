using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace Microsoft.ML.Data;

/// <summary>Two or three columns: PredictedLabel (a Boolean), Score and, when the model is calibrated, Probability.</summary>
internal sealed class BinaryScoreTask : ScoreTask
{
    private const string Kind = AnnotationUtils.Const.ScoreColumnKind.BinaryClassification;
    private readonly ICalibrator? _calibrator;
    private readonly float _threshold;
    private readonly bool _onProbability;

    /// <param name="model">Gives one score a row.</param>
    /// <param name="calibrator">Turns the score into a probability; null when the model has none.</param>
    /// <param name="threshold">A row above it is predicted true.</param>
    /// <param name="onProbability">Whether the threshold is one of the probability rather than of the score.</param>
    internal BinaryScoreTask(IScoreModel model, ICalibrator? calibrator, float threshold, bool onProbability)
        : base(model)
    {
        _calibrator = calibrator;
        _threshold = threshold;
        _onProbability = onProbability;
    }

    internal override IReadOnlyList<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        var predicted = PredictedLabel(Kind);
        AddSetId(predicted, setId);
        var columns = new List<DataViewSchema.DetachedColumn>
        {
            new(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, predicted.ToAnnotations()),
            new(DefaultColumnNames.Score, NumberDataViewType.Single, Score(setId, Kind, AnnotationUtils.Const.ScoreValueKind.Score).ToAnnotations()),
        };
        if (_calibrator is not null)
        {
            var probability = Score(setId, Kind, AnnotationUtils.Const.ScoreValueKind.Probability, isNormalized: true);
            columns.Add(new(DefaultColumnNames.Probability, NumberDataViewType.Single, probability.ToAnnotations()));
        }

        return columns;
    }

    internal override Delegate Getter(int column, IScoreSource scores) => column switch
    {
        0 => (ValueGetter<bool>)((ref bool value) => value = Decisive(scores.Current()[0]) > _threshold),
        1 => (ValueGetter<float>)((ref float value) => value = scores.Current()[0]),
        _ => (ValueGetter<float>)((ref float value) => value = _calibrator!.PredictProbability(scores.Current()[0])),
    };

    private float Decisive(float score) => _onProbability ? _calibrator!.PredictProbability(score) : score;
}
