using MLNetTuning.Trainers.Boosting.Losses;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>Refuses rows that trees cannot be grown from. Infinite and missing features are fine.</summary>
internal static class DataCheck
{
    public static void Training(TrainingData data, Objective objective, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Rows == 0)
        {
            throw new ArgumentException("There are no rows; give at least one.", name);
        }

        for (var i = 0; i < data.Rows; i++)
        {
            if (objective.Refuses(data.Labels[i]) is { } allowed)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Label {data.Labels[i]} in row {i} cannot be used; labels must be {allowed}. Remove or correct such rows."), name);
            }
        }

        Weights(data, name);
    }

    public static void SameColumns(TrainingData train, TrainingData validation)
    {
        if (train.Features.Columns != validation.Features.Columns)
        {
            throw new ArgumentException(
                $"The training rows have {train.Features.Columns} columns but the validation rows {validation.Features.Columns}; give both the same columns.",
                nameof(validation));
        }
    }

    /// <summary>Refuses names of columns that there are not.</summary>
    public static void Named(string option, IReadOnlyList<int>? columns, TrainingData data)
    {
        if (columns?.Any(column => column >= data.Columns) == true)
        {
            throw new ArgumentException($"{option} names column {columns.Max()}, but there are {data.Columns} columns, counted from 0.");
        }
    }

    /// <summary>Refuses weights that say nothing.</summary>
    public static void Weights(TrainingData data, string name)
    {
        double total = 0;
        for (var i = 0; data.Weights is not null && i < data.Rows; i++)
        {
            if (!float.IsFinite(data.Weights[i]) || data.Weights[i] < 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Weight {data.Weights[i]} in row {i} cannot be used; weights must be finite numbers of 0 or more."), name);
            }

            total += data.Weights[i];
        }

        if (data.Weights is not null && total == 0)
        {
            throw new ArgumentException("All weights are 0; give at least one row a weight above 0.", name);
        }
    }
}
