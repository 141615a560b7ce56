namespace Microsoft.ML.Data;

/// <summary>What a permutation importance is asked for.</summary>
/// <param name="Data">Rows with labels and features.</param>
/// <param name="LabelColumn">The label.</param>
/// <param name="SkipUnused">Whether features that the model's weights show to be unused are not permuted.</param>
/// <param name="MaximumRows">How many rows are used; null for all.</param>
/// <param name="Permutations">How often each feature is permuted.</param>
internal sealed record PermutationPlan(IDataView Data, string LabelColumn, bool SkipUnused, int? MaximumRows, int Permutations)
{
    /// <exception cref="ArgumentNullException">There is no data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Data, "data");
        ArgumentException.ThrowIfNullOrEmpty(LabelColumn, "labelColumnName");
        if (MaximumRows is < 1)
        {
            throw new ArgumentOutOfRangeException("numberOfExamplesToUse", MaximumRows, "Give the number of rows to use, 1 or more, or null for all.");
        }

        if (Permutations < 1)
        {
            throw new ArgumentOutOfRangeException("permutationCount", Permutations, "Each feature has to be permuted once or more.");
        }
    }
}
