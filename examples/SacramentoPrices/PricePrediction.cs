namespace MLNetTuning.Examples.SacramentoPrices;

/// <summary>A predicted price in US dollars.</summary>
internal sealed class PricePrediction
{
    public float Score { get; set; }
}
