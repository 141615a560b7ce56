namespace MLNetTuning.Trainers.Linear;

/// <summary>Refuses rows that weighted sums cannot be fitted to.</summary>
internal static class LinearDataCheck
{
    public static void Throw(TrainingData data, Func<float, bool> fits, string allowed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rows == 0)
        {
            throw new ArgumentException("There are no rows; give at least one.", nameof(data));
        }

        double total = 0;
        for (var i = 0; i < data.Rows; i++)
        {
            if (!fits(data.Labels[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Label {data.Labels[i]} in row {i} cannot be used; labels must be {allowed}. Remove or correct such rows."), nameof(data));
            }

            var weight = data.Weights is null ? 1 : data.Weights[i];
            if (!float.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Weight {weight} in row {i} cannot be used; weights must be finite numbers of 0 or more."), nameof(data));
            }

            total += weight;
        }

        if (total == 0)
        {
            throw new ArgumentException("All weights are 0; give at least one row a weight above 0.", nameof(data));
        }

        Features(data.Features);
    }

    private static void Features(FloatMatrix features)
    {
        var values = features.Values.AsSpan(0, features.Rows * features.Columns);
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Feature {i % features.Columns} of row {i / features.Columns} is {values[i]}; linear models need finite features. Replace missing values first."));
            }
        }
    }
}
