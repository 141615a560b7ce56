using System.Globalization;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>
/// Writes an experiment's progress to the context's log.
/// </summary>
internal sealed class MLContextMonitor(IChannel channel, SweepablePipeline pipeline) : IMonitor
{
    public void ReportRunningTrial(TrialSettings settings) => channel.Info($"Update Running Trial - Id: {settings.TrialId}");

    public void ReportCompletedTrial(TrialResult result) => channel.Info(string.Create(
        CultureInfo.InvariantCulture,
        $"Update Completed Trial - Id: {result.TrialSettings.TrialId} - Metric: {result.Metric} - Pipeline: {Describe(result.TrialSettings)} - Duration: {result.DurationInMilliseconds}"));

    public void ReportBestTrial(TrialResult result) => channel.Info(string.Create(
        CultureInfo.InvariantCulture,
        $"Update Best Trial - Id: {result.TrialSettings.TrialId} - Metric: {result.Metric} - Pipeline: {Describe(result.TrialSettings)}"));

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null)
        => channel.Info($"Update Failed Trial - Id: {settings.TrialId} - Pipeline: {Describe(settings)} - {exception?.Message}");

    private string Describe(TrialSettings settings) => pipeline.ToString(settings.Parameter);
}
