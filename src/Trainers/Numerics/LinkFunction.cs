namespace MLNetTuning.Trainers.Numerics;

/// <summary>Turns raw scores into predictions.</summary>
internal static class LinkFunction
{
    /// <summary>Replaces scores, row by row, with predictions.</summary>
    public static void Apply(ScoreLink link, Span<float> scores, int outputs)
    {
        switch (link)
        {
            case ScoreLink.Logistic:
                VectorMath.Sigmoid(scores, scores);
                break;
            case ScoreLink.Exponential:
                VectorMath.Exp(scores, scores);
                break;
            case ScoreLink.Softmax:
                for (var i = 0; i < scores.Length; i += outputs)
                {
                    Softmax(scores.Slice(i, outputs));
                }

                break;
        }
    }

    private static void Softmax(Span<float> row)
    {
        var largest = float.NegativeInfinity;
        foreach (var score in row)
        {
            largest = MathF.Max(largest, score);
        }

        for (var k = 0; k < row.Length; k++)
        {
            row[k] -= largest;
        }

        VectorMath.Exp(row, row);
        float sum = 0;
        foreach (var term in row)
        {
            sum += term;
        }

        for (var k = 0; k < row.Length; k++)
        {
            row[k] /= sum;
        }
    }
}
