using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary><c>mltune evaluate DIR DATA.csv</c>.</summary>
internal static class EvaluateCommand
{
    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var data = new Argument<string>("DATA") { Description = "Rows with labels that the model was not trained on." };
        var json = new Option<bool>("--json") { Description = "One line of JSON instead of text." };
        var command = new Command("evaluate", "Scores the model on rows with labels: metrics with 95% intervals and, for classes, who was taken for whom.") { folder, data, json };
        command.SetAction(parsed =>
        {
            var rows = LabelledPredictions.Of(PortableModelFile.Load(ModelFolder.Existing(new ModelFolder(parsed.GetRequiredValue(folder)).Model)), parsed.GetRequiredValue(data));
            var metrics = rows.Metrics();
            foreach (var warning in rows.Warnings)
            {
                parsed.InvocationConfiguration.Error.WriteLine("warning: " + warning);
            }

            if (parsed.GetValue(json))
            {
                WriteJson(output, rows, metrics);
            }
            else
            {
                WriteText(output, rows, metrics);
            }

            return 0;
        });
        return command;
    }

    private static void WriteText(TextWriter output, LabelledPredictions rows, IReadOnlyList<MetricEstimate> metrics)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Labels.Length} of {rows.Rows} rows have a label"));
        foreach (var metric in metrics)
        {
            var interval = double.IsNaN(metric.Low) ? "" : string.Create(CultureInfo.InvariantCulture, $"   ({metric.Low:0.####} to {metric.High:0.####})");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{metric.Name,-28} {metric.Value,12:0.####}{interval}"));
        }

        if (rows.Classes.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(CsvText.Record(["actual \\ predicted", .. rows.Label.Classes]));
            foreach (var (name, counts) in rows.Label.Classes.Zip(rows.ToReport().Confusion()))
            {
                output.WriteLine(CsvText.Record([name, .. counts.Select(count => count.ToString(CultureInfo.InvariantCulture))]));
            }
        }
    }

    private static void WriteJson(TextWriter output, LabelledPredictions rows, IReadOnlyList<MetricEstimate> metrics) =>
        output.WriteLine(JsonSerializer.Serialize(new
        {
            task = rows.Label.Task.ToString(),
            rows = rows.Rows,
            rowsWithLabel = rows.Labels.Length,
            metrics = JsonLines.Metrics(metrics),
            classes = rows.Label.Classes,
            confusion = rows.Classes.Length > 0 ? rows.ToReport().Confusion() : null,
        }));
}
