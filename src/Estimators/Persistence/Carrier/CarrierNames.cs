namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>The reserved names of the columns between the transformers of a carrier chain; all are dropped at its end.</summary>
internal static class CarrierNames
{
    public const string Prefix = "__mlnt_";
    public const string Numbers = Prefix + "numbers";
    public const string Texts = Prefix + "texts";
    public const string One = Prefix + "one";
    public const string State = Prefix + "state";
    public const string Block = Prefix + "block";
    public const string Scores = Prefix + "scores";
    public const string Score = Prefix + "score";
    public const string Probability = Prefix + "probability";
    public const string Label = Prefix + "label";
    public const string Best = Prefix + "best";
    public const string Slice = Prefix + "s";

    public const string OneFromNumbersContract = "MLNetTuning.OneFromNumbers.1";
    public const string OneFromTextsContract = "MLNetTuning.OneFromTexts.1";
    public const string ScoreContract = "MLNetTuning.Score.1";
    public const string SliceContract = "MLNetTuning.Slice.1";
}
