namespace Microsoft.ML.Calibrators;

/// <summary>Bins of equal width over the scores, each with its share of positive rows.</summary>
public sealed class NaiveCalibrator : ICalibrator
{
    /// <summary>The width of a bin.</summary>
    public readonly float BinSize;

    /// <summary>Where the first bin starts; lower scores belong to it too.</summary>
    public readonly float Min;

    private readonly float[] _shares;

    internal NaiveCalibrator(float min, float binSize, float[] shares)
    {
        Min = min;
        BinSize = binSize;
        _shares = shares;
        BinProbs = Array.AsReadOnly(shares);
    }

    /// <summary>The probability of each bin; 0 for a bin without rows.</summary>
    public IReadOnlyList<float> BinProbs { get; }

    /// <summary>The probability at a score.</summary>
    /// <param name="output">The score.</param>
    /// <returns>A number from 0 to 1; NaN for a NaN score.</returns>
    public float PredictProbability(float output) => float.IsNaN(output) ? output : _shares[Bin(output, Min, BinSize, _shares.Length)];

    /// <summary>The bin of a score; scores outside belong to the first or last one.</summary>
    internal static int Bin(float score, float min, float binSize, int bins)
    {
        var place = ((double)score - min) / binSize;
        return place >= bins ? bins - 1 : place > 0 ? (int)place : 0;
    }
}
