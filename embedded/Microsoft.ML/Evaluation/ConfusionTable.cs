using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a confusion matrix in the layout ML.NET prints.</summary>
internal static class ConfusionTable
{
    // The head of the first column, "PREDICTED", sets its least width.
    private const int LeastLabelWidth = 9;

    internal static string Format(ConfusionMatrix matrix)
    {
        var classes = matrix.NumberOfClasses;
        var columnWidth = classes == 2 ? 8 : 5;
        var longestName = matrix.ClassNames.Max(name => name.Length);

        // Names too long for a column head are replaced there by their number, which then stands before the name in its row.
        var numbered = longestName > columnWidth;
        var digits = numbered ? (classes - 1).ToString(CultureInfo.InvariantCulture).Length : 0;
        var labelWidth = Math.Max(LeastLabelWidth, longestName + (numbered ? digits + 2 : 0));
        var layout = new Layout(columnWidth, labelWidth, digits, new string('=', (classes > 2 ? 8 : 11) * classes));

        var text = new StringBuilder();
        if (matrix.IsBinary)
        {
            AppendRatio(text, matrix);
        }

        text.AppendLine().AppendLine("Confusion table");
        AppendHead(text, matrix, layout);
        for (var i = 0; i < classes; i++)
        {
            AppendRow(text, matrix, layout, i);
        }

        AppendFoot(text, matrix, layout);
        return text.ToString();
    }

    private static void AppendRatio(StringBuilder text, ConfusionMatrix matrix)
    {
        var positives = matrix.Counts[0].Sum();
        var negatives = matrix.Counts[1].Sum();
        text.Append(CultureInfo.InvariantCulture, $"TEST {matrix.ClassNames[0].ToUpperInvariant()} RATIO:\t{positives / (positives + negatives):N4} ({positives:F1}/({positives:F1}+{negatives:F1}))");
    }

    private static void AppendHead(StringBuilder text, ConfusionMatrix matrix, Layout layout)
    {
        AppendRule(text, string.Empty, layout);
        text.Append("PREDICTED".PadRight(layout.LabelWidth)).Append(" ||");
        for (var i = 0; i < matrix.NumberOfClasses; i++)
        {
            var head = layout.Digits > 0 ? i.ToString(CultureInfo.InvariantCulture) : matrix.ClassNames[i];
            text.Append(' ').Append(head.PadLeft(layout.ColumnWidth)).Append(" |");
        }

        text.AppendLine(" Recall");
        AppendRule(text, "TRUTH", layout);
    }

    private static void AppendRow(StringBuilder text, ConfusionMatrix matrix, Layout layout, int row)
    {
        var number = layout.Digits > 0 ? row.ToString(CultureInfo.InvariantCulture).PadLeft(layout.Digits) + ". " : string.Empty;
        text.Append(number).Append(matrix.ClassNames[row].PadLeft(layout.LabelWidth - number.Length)).Append(" ||");
        foreach (var count in matrix.Counts[row])
        {
            text.Append(' ').Append(count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(layout.ColumnWidth)).Append(" |");
        }

        text.Append(' ').AppendLine(matrix.PerClassRecall[row].ToString("F4", CultureInfo.InvariantCulture).PadLeft(5));
    }

    private static void AppendFoot(StringBuilder text, ConfusionMatrix matrix, Layout layout)
    {
        AppendRule(text, string.Empty, layout);
        text.Append("Precision".PadRight(layout.LabelWidth)).Append(" ||");
        foreach (var precision in matrix.PerClassPrecision)
        {
            text.Append(precision.ToString("N4", CultureInfo.InvariantCulture).PadLeft(layout.ColumnWidth + 1)).Append(" |");
        }

        text.AppendLine();
    }

    private static void AppendRule(StringBuilder text, string head, Layout layout)
        => text.Append(head.PadRight(layout.LabelWidth)).Append(" ||").AppendLine(layout.Rule);

    /// <summary>The widths one table is written with; no digits means the heads are the class names.</summary>
    private readonly record struct Layout(int ColumnWidth, int LabelWidth, int Digits, string Rule);
}
