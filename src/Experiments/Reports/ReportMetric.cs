namespace MLNetTuning.Experiments.Reports;

/// <summary>A line of the table of measures.</summary>
/// <param name="Estimate">The value with its interval.</param>
/// <param name="Baseline">What an answer that looks at no column gets on the same rows.</param>
/// <param name="Meaning">What it says, in a sentence's length.</param>
internal sealed record ReportMetric(MetricEstimate Estimate, double Baseline, string Meaning)
{
    public string Value => HtmlText.Number(Estimate.Value);

    public string Interval => double.IsFinite(Estimate.Low) && double.IsFinite(Estimate.High) ? $"{HtmlText.Number(Estimate.Low)} to {HtmlText.Number(Estimate.High)}" : "too few rows to tell";
}
