using MLNetTuning.Trainers.Linear.Solving;

namespace MLNetTuning.Trainers.Linear;

/// <summary>Refuses rows that weighted sums cannot be fitted to.</summary>
internal static class LinearDataCheck
{
    public static void Throw(LinearRows data, Func<float, bool> fits, string allowed)
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("There are no rows; give at least one.", nameof(data));
        }

        double total = 0;
        for (var i = 0; i < data.Count; i++)
        {
            if (!fits(data.Labels[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Label {data.Labels[i]} in row {i} cannot be used; labels must be {allowed}. Remove or correct such rows."), nameof(data));
            }

            var weight = data.Weight(i);
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

        data.CheckFeatures();
    }
}
