namespace MLNetTuning.Examples.TelcoChurn;

/// <summary>What a model says of one customer.</summary>
internal sealed class ChurnPrediction
{
    public bool PredictedLabel { get; set; }

    public float Probability { get; set; }

    public float Score { get; set; }
}
