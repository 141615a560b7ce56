namespace Microsoft.ML.Trainers;

/// <summary>Turns the scores of the classes into probabilities.</summary>
internal static class ClassScores
{
    /// <summary>exp(score) over the sum of all, safe for large scores.</summary>
    internal static void Softmax(Span<float> scores)
    {
        var highest = float.NegativeInfinity;
        foreach (var score in scores)
        {
            highest = Math.Max(highest, score);
        }

        double sum = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - highest);
            sum += scores[i];
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)(scores[i] / sum);
        }
    }

    /// <summary>Each score over the sum of all; NaN stays NaN, and scores that are all 0 stay 0.</summary>
    internal static void DivideBySum(Span<float> scores)
    {
        double sum = 0;
        foreach (var score in scores)
        {
            sum += float.IsNaN(score) ? 0 : score;
        }

        if (sum > 0)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = (float)(scores[i] / sum);
            }
        }
    }
}
