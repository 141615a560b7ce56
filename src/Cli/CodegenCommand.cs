using System.CommandLine;
using System.Text;
using MLNetTuning.Experiments.CodeGeneration;
using MLNetTuning.Experiments.Reports;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary><c>mltune codegen DIR --out PROJECT</c>.</summary>
internal static class CodegenCommand
{
    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var project = new Option<string>("--out") { Description = "The folder to write the solution to; its name becomes the solution's.", Required = true };
        var force = new Option<bool>("--force") { Description = "Write into a folder that holds files; those of the same names are replaced." };
        var command = new Command("codegen", "Writes a C# solution of two projects: one that trains the model again, one that scores with it.") { folder, project, force };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(project));
            if (!parsed.GetValue(force) && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new IOException($"'{path}' holds files. Name a new or an empty folder, or add --force to write among them.");
            }

            var source = new ModelFolder(parsed.GetRequiredValue(folder));
            var model = PortableModelFile.Load(ModelFolder.Existing(source.Model));
            var record = ReportRecordFile.Load(ModelFolder.Existing(source.Record), model);
            foreach (var file in CodeProject.Generate(new CodeInput(CodeProject.NameFrom(Path.GetFileName(Path.TrimEndingDirectorySeparator(path))), record, model)))
            {
                var target = Path.Combine(path, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllText(target, file.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            File.Copy(source.Model, Path.Combine(path, CodeProject.ModelPath), overwrite: true);
            output.WriteLine($"solution: {path}");
            return 0;
        });
        return command;
    }
}
