using MLNetTuning.Experiments.Tables;
using MLNetTuning.Sweepers.Samplers.Models;
using MLNetTuning.Trainers;

namespace MLNetTuning.Experiments.Features;

/// <summary>
/// Of a wide table the columns worth looking at: those that say more of the label on their own than chance would, half of them at most by chance
/// (Y. Benjamini and Y. Hochberg, 1995), and no fewer than some. It sees training rows only.
/// </summary>
internal static class ColumnChoice
{
    /// <summary>A table of more columns is wide.</summary>
    public const int Many = 1000;

    private const int Fewest = 32;
    private const int Most = 1000;
    private const double ShareByChance = 0.5;

    /// <summary>The columns, rising; null for a table that is not wide.</summary>
    /// <param name="train">The rows learnt from.</param>
    /// <param name="categorical">Columns that hold levels.</param>
    /// <param name="label">The label.</param>
    public static int[]? Of(TrainingData train, int[] categorical, TableLabel label)
    {
        if (train.Features.Columns <= Many)
        {
            return null;
        }

        var scores = new ColumnScores(train, label).All(categorical);
        int[] ranked = [.. Enumerable.Range(0, scores.Length).OrderByDescending(column => scores[column])];
        var telling = 0;
        for (var rank = 1; rank <= Math.Min(Most, ranked.Length); rank++)
        {
            if (UnitNormal.Cumulative(-scores[ranked[rank - 1]]) <= ShareByChance * rank / ranked.Length)
            {
                telling = rank;
            }
        }

        return [.. ranked.Take(Math.Max(Fewest, telling)).Order()];
    }
}
