namespace Microsoft.ML.Transforms.Text;

/// <summary>How text is normalized.</summary>
internal sealed record TextNormalizingSettings(TextNormalizingEstimator.CaseMode Case, bool KeepDiacritics, bool KeepPunctuations, bool KeepNumbers)
{
    public bool ChangesNothing => Case == TextNormalizingEstimator.CaseMode.None && KeepDiacritics && KeepPunctuations && KeepNumbers;
}
