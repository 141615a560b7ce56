using MLNetTuning.Experiments.Tuning;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Which columns the model leans on, and which settings mattered.</summary>
internal static class ImportanceSection
{
    private const int MostColumns = 20;

    public static void WriteColumns(HtmlWriter html, ExperimentResult result, ColumnImportance importance)
    {
        html.OpenSection("columns", "Which columns matter", $"How much worse the {TuningMetrics.ShortName(result.Metric)} gets when the values of one column are dealt out anew among {HtmlText.Count(importance.Rows)} rows. Columns that say the same share what they say.");
        html.Bars([.. importance.Columns.Take(MostColumns).Select(column => (column.Name, Math.Max(0, column.Loss), HtmlText.Number(column.Loss)))]);
        if (importance.Columns.Count > MostColumns)
        {
            html.Element("p", $"{HtmlText.Count(importance.Columns.Count - MostColumns)} columns that matter less are left out.", "sub");
        }

        if (importance.Unmeasured > 0)
        {
            html.Element("p", $"{HtmlText.Count(importance.Unmeasured)} columns were not measured, as that would have taken too long.", "sub");
        }

        html.Element("p", "Each row is scored by the parts of the model that did not learn from it. Values below 0 are chance.", "sub").Close();
    }

    public static void WriteSettings(HtmlWriter html, ExperimentResult result, int seed)
    {
        html.OpenSection("settings-importance", "Which settings mattered", "The share of the differences between trials that each setting explains by itself (functional analysis of variance over the ranks).");
        var over = SettingImportance.OfAll(result.Details.Traces, seed);
        var isEmpty = over.Count == 0;
        if (over.Count > 0)
        {
            html.Element("h3", $"Over all {HtmlText.Count(result.Details.Traces.Count)} trials").Bars([.. over.Select(one => (one.Name, one.Share, HtmlText.Percent(one.Share)))]);
        }

        foreach (var family in FamilyTraces.Of(result))
        {
            var shares = SettingImportance.Of(family.Family, family.Traces, seed);
            if (shares.Count > 0)
            {
                isEmpty = false;
                html.Element("h3", $"{family.Name}, {family.Traces.Count} trials").Bars([.. shares.Select(one => (one.Name, one.Share, HtmlText.Percent(one.Share)))]);
            }
        }

        if (isEmpty)
        {
            html.Element("p", "No family had the 8 different trials this takes. A longer search shows more.");
        }

        html.Close();
    }
}
