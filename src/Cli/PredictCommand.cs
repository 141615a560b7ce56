using System.CommandLine;
using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Cli;

/// <summary><c>mltune predict DIR DATA.csv --out predictions.csv</c>.</summary>
internal static class PredictCommand
{
    private const int RowsAtOnce = 50_000;
    private const string StandardOutput = "-";

    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var data = new Argument<string>("DATA") { Description = "Rows to predict: a delimited text file with the training file's columns; the label may be absent." };
        var file = new Option<string>("--out") { Description = "The file to write; - for the standard output.", DefaultValueFactory = _ => "predictions.csv" };
        var command = new Command("predict", "Predicts every row of a file, in its order. Binary: probability, predicted. Multiclass: p_CLASS for each class, predicted. Regression: prediction.") { folder, data, file };
        command.SetAction(parsed =>
        {
            var model = PortableModelFile.Load(ModelFolder.Existing(new ModelFolder(parsed.GetRequiredValue(folder)).Model));
            using var rows = PortableCsv.Open(model, parsed.GetRequiredValue(data));
            var path = parsed.GetRequiredValue(file);
            var count = path == StandardOutput ? Write(model, rows, output) : Write(model, rows, path);
            foreach (var warning in rows.Warnings())
            {
                parsed.InvocationConfiguration.Error.WriteLine("warning: " + warning);
            }

            if (path != StandardOutput)
            {
                output.WriteLine($"{count} predictions: {path}");
            }

            return 0;
        });
        return command;
    }

    // A fault in a late row leaves no half of a file under the name asked for.
    private static int Write(PortableModel model, PortableCsv rows, string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
        {
            Directory.CreateDirectory(parent);
        }

        var count = 0;
        WholeFile.Write(path, part =>
        {
            using var writer = new StreamWriter(part);
            count = Write(model, rows, writer);
        });
        return count;
    }

    private static int Write(PortableModel model, PortableCsv rows, TextWriter writer)
    {
        writer.WriteLine(CsvText.Record(Header(model.Label)));
        var count = 0;
        while (rows.Next(RowsAtOnce).Table is { Rows: > 0 } table)
        {
            var predictions = model.Predict(table, Environment.ProcessorCount);
            for (var row = 0; row < table.Rows; row++)
            {
                writer.WriteLine(CsvText.Record(Values(model.Label, predictions, row)));
            }

            count += table.Rows;
        }

        return count;
    }

    private static IEnumerable<string> Header(PortableLabel label) => label.Task switch
    {
        PredictionTask.Binary => ["probability", "predicted"],
        PredictionTask.Multiclass => [.. label.Classes.Select(c => "p_" + c), "predicted"],
        _ => ["prediction"],
    };

    private static IEnumerable<string> Values(PortableLabel label, PortablePredictions predictions, int row) => label.Task switch
    {
        PredictionTask.Binary => [Text(predictions.Probabilities![row]), Class(label, predictions.PredictedClass(row))],
        PredictionTask.Multiclass => [.. predictions.Scores.Row(row).ToArray().Select(Text), Class(label, predictions.PredictedClass(row))],
        _ => [Text(predictions.Scores.Row(row)[0])],
    };

    private static string Class(PortableLabel label, int number) => label.Classes.Count > number ? label.Classes[number] : number.ToString(CultureInfo.InvariantCulture);

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
