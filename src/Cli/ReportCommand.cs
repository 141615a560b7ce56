using System.CommandLine;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary><c>mltune report DIR</c>.</summary>
internal static class ReportCommand
{
    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var data = new Option<string?>("--data") { Description = "Rows with labels that the model was not trained on: the report's scores, tables and curves are of them." };
        var file = new Option<string?>("--out") { Description = "The file to write. Default: report.html in DIR." };
        var command = new Command("report", "Writes the report again, without a search.") { folder, data, file };
        command.SetAction(parsed =>
        {
            var source = new ModelFolder(parsed.GetRequiredValue(folder));
            var page = Write(source, parsed.GetValue(data));
            var path = parsed.GetValue(file) ?? source.Report;
            File.WriteAllText(path, page);
            output.WriteLine($"report: {path}");
            return 0;
        });
        return command;
    }

    private static string Write(ModelFolder folder, string? data)
    {
        var model = PortableModelFile.Load(ModelFolder.Existing(folder.Model));
        var input = ReportRecordFile.Load(ModelFolder.Existing(folder.Record), model).ToInput(model, TimeProvider.System);
        if (data is not null)
        {
            input = input with { Test = LabelledPredictions.Of(model, data).ToReport() };
        }

        return HtmlReport.Write(input, out _);
    }
}
