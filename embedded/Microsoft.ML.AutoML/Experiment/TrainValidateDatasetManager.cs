using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Hands out the two parts; takes only the head of the training part when the trial's parameters hold a share of its rows.
/// </summary>
internal sealed class TrainValidateDatasetManager(IDataView train, IDataView validation) : ITrainValidateDatasetManager
{
    public const string SubSamplingKey = "TrainValidateDatasetSubsamplingKey";

    private const long FewestRows = 10;

    private long? _rowCount;

    public IDataView LoadTrainDataset(MLContext context, TrialSettings? settings)
    {
        if (settings is null
            || !settings.Parameter.TryGetValue(nameof(TrainValidateDatasetManager), out var own)
            || !own.TryGetValue(SubSamplingKey, out var share)
            || share.AsType<double>() is not (< 1 and var ratio))
        {
            return train;
        }

        _rowCount ??= CountRows();
        return context.Data.TakeRows(train, Math.Max(FewestRows, (long)(ratio * _rowCount.Value)));
    }

    public IDataView LoadValidateDataset(MLContext context, TrialSettings? settings) => validation;

    private long CountRows()
    {
        if (train.GetRowCount() is { } known)
        {
            return known;
        }

        using var cursor = train.GetRowCursor([]);
        var count = 0L;
        while (cursor.MoveNext())
        {
            count++;
        }

        return count;
    }
}
