using System.CommandLine;
using System.Globalization;
using MLNetTuning.Experiments.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Cli;

/// <summary><c>mltune predict DIR DATA.csv --out predictions.csv</c>.</summary>
internal static class PredictCommand
{
    internal static Command Create(TextWriter output)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder that 'mltune train' wrote." };
        var data = new Argument<string>("DATA") { Description = "Rows to predict: a delimited text file with the training file's columns; the label may be absent." };
        var file = new Option<string>("--out") { Description = "The file to write.", DefaultValueFactory = _ => "predictions.csv" };
        var command = new Command("predict", "Predicts every row of a file. Binary: probability, predicted. Multiclass: p_CLASS for each class, predicted. Regression: prediction.") { folder, data, file };
        command.SetAction(parsed =>
        {
            var model = PortableModelFile.Load(ModelFolder.Existing(new ModelFolder(parsed.GetRequiredValue(folder)).Model));
            var (table, _) = PortableCsv.Read(model, parsed.GetRequiredValue(data));
            Write(model, model.Predict(table, Environment.ProcessorCount), table.Rows, parsed.GetRequiredValue(file));
            output.WriteLine($"{table.Rows} predictions: {parsed.GetRequiredValue(file)}");
            return 0;
        });
        return command;
    }

    private static void Write(PortableModel model, PortablePredictions predictions, int rows, string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine(CsvText.Record(Header(model.Label)));
        for (var row = 0; row < rows; row++)
        {
            writer.WriteLine(CsvText.Record(Values(model.Label, predictions, row)));
        }
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
