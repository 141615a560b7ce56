using Microsoft.ML.Data;

namespace Microsoft.ML.Calibrators;

/// <summary>Computes the probability column.</summary>
internal sealed class CalibratorMapper(DataViewSchema schema, DataViewSchema.Column score, ICalibrator calibrator) : RowMapper(schema)
{
    public override DataViewSchema.DetachedColumn[] CreateColumns()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(score.Annotations, CalibratedColumn.Kept.Contains);
        builder.Add(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, (ref bool value) => value = true);
        return [new(DefaultColumnNames.Probability, NumberDataViewType.Single, builder.ToAnnotations())];
    }

    public override IEnumerable<int> GetDependencies(int output) => [score.Index];

    protected override Delegate CreateGetter(DataViewRow input, int output)
    {
        var getScore = input.GetGetter<float>(input.Schema[score.Index]);
        float value = 0;
        return (ValueGetter<float>)((ref float probability) =>
        {
            getScore(ref value);
            probability = calibrator.PredictProbability(value);
        });
    }
}
