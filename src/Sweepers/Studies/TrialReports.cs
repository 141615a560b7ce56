namespace MLNetTuning.Sweepers.Studies;

/// <summary>Adds intermediate values to a trial, in order of step, the later of two at one step kept.</summary>
internal static class TrialReports
{
    public static Trial Add(Trial trial, TrialReport report)
    {
        var reports = trial.Reports;
        bool last = reports.Count == 0 || reports[^1].Step < report.Step;
        return trial with
        {
            Reports = last ? [.. reports, report] : [.. reports.Where(r => r.Step != report.Step).Append(report).OrderBy(r => r.Step)],
        };
    }
}
