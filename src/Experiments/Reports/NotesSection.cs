using System.Globalization;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>What was noticed in the data, and what the model was made with.</summary>
internal static class NotesSection
{
    public static void Write(HtmlWriter html, ReportInput input, IReadOnlyList<string> next)
    {
        var result = input.Result;
        html.OpenSection("notes", "What was noticed in the data");
        if (result.Notes.Count == 0)
        {
            html.Element("p", "Nothing unusual.");
        }
        else
        {
            html.Open("ul", "lead");
            foreach (var note in result.Notes)
            {
                html.Element("li", note);
            }

            html.Close();
        }

        html.Close();
        Next(html, next);
        html.OpenSection("settings", "Settings").Open("dl");
        foreach (var (name, value) in Facts(input))
        {
            html.Element("dt", name).Element("dd", value);
        }

        html.Close().Close();
    }

    private static void Next(HtmlWriter html, IReadOnlyList<string> steps)
    {
        html.OpenSection("next", "What to try next").Open("ul", "lead");
        foreach (var step in steps)
        {
            html.Element("li", step);
        }

        html.Close().Close();
    }

    private static IEnumerable<(string Name, string Value)> Facts(ReportInput input)
    {
        var result = input.Result;
        var columns = result.Portable.Columns;
        yield return ("Data", input.Data);
        yield return ("Rows with a label", HtmlText.Count(result.Rows));
        yield return ("Columns used", $"{columns.Count}: {columns.Count(column => column.Kind == PortableColumnKind.Number)} of numbers, {columns.Count(column => column.Kind == PortableColumnKind.Text)} of text, {columns.Count(column => column.Kind == PortableColumnKind.Boolean)} of true and false");
        yield return ("Label", result.Portable.Label.Name);
        yield return ("Task", result.Task.ToString());
        yield return ("Ranked by", HtmlReport.ScoreName(result));
        yield return ("Validation", result.Splits == 1 ? $"one split, {HtmlText.Count(result.ValidationRows.Count)} rows" : $"{result.Splits} splits, {HtmlText.Count(result.ValidationRows.Count)} rows");
        yield return ("Trials", $"{HtmlText.Count(result.Trials.Count)}, of which {HtmlText.Count(result.Trials.Count(trial => trial.Error is not null))} failed");
        yield return ("Limit", input.Limit);
        yield return ("Time taken", $"{HtmlText.Number(result.Elapsed.TotalSeconds)} s on {input.Processors} processors");
        if (result.Task != PredictionTask.Regression)
        {
            yield return ("Probabilities", result.Temperature == 1 ? "as the models gave them" : $"log odds divided by {HtmlText.Number(result.Temperature)}");
        }

        yield return ("Seed", input.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("Version", $"MLNetTuning {input.Version}, {input.Runtime}");
        yield return ("Written", input.Time.GetLocalNow().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture));
    }
}
