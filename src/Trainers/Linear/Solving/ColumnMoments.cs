namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>Weighted means of the columns and sums of squared deviations from them.</summary>
internal sealed class ColumnMoments
{
    private ColumnMoments(double totalWeight, double[] means, double[] squaredDeviations)
    {
        TotalWeight = totalWeight;
        Means = means;
        SquaredDeviations = squaredDeviations;
    }

    public double TotalWeight { get; }

    public double[] Means { get; }

    /// <summary>Exactly 0 for a column of one value.</summary>
    public double[] SquaredDeviations { get; }

    public static ColumnMoments Of(TrainingData data)
    {
        var columns = data.Features.Columns;
        var means = new double[columns];
        var deviations = new double[columns];
        double total = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            double weight = data.Weights is null ? 1 : data.Weights[i];
            if (weight == 0)
            {
                continue;
            }

            // West's (1979) update: one pass, no cancellation, and 0 stays 0 for equal values.
            total += weight;
            var share = weight / total;
            var row = data.Features.Row(i);
            for (var j = 0; j < columns; j++)
            {
                var deviation = row[j] - means[j];
                means[j] += deviation * share;
                deviations[j] += weight * deviation * (row[j] - means[j]);
            }
        }

        return new ColumnMoments(total, means, deviations);
    }
}
