using System.CommandLine;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary><c>mltune export onnx DIR</c>.</summary>
internal static class ExportCommand
{
    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var file = new Option<string?>("--out") { Description = "The file to write. Default: model.onnx in DIR." };
        var onnx = new Command("onnx", "Writes the model as one ONNX file: raw columns in, predictions out.") { folder, file };
        onnx.SetAction(parsed =>
        {
            var source = new ModelFolder(parsed.GetRequiredValue(folder));
            var path = parsed.GetValue(file) ?? Path.Combine(source.Path, "model.onnx");
            var model = PortableModelFile.Load(ModelFolder.Existing(source.Model));
            OnnxExport.Save(model, path);
            output.WriteLine($"model: {path}");
            foreach (var (input, meaning) in OnnxExport.Describe(model).Where(one => one.Meaning.Contains(':', StringComparison.Ordinal)))
            {
                output.WriteLine($"input '{input}' is {meaning}");
            }

            return 0;
        });
        return new Command("export", "Writes the model for other programs.") { onnx };
    }
}
