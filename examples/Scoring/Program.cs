using System.Text.Json;
using Microsoft.ML;
using MLNetTuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

// Serves a model over HTTP: dotnet run -c Release --project examples/Scoring -- --model churn.mltune --urls http://localhost:5005
// Without --model a small one is trained on the churn data first.
var builder = WebApplication.CreateBuilder(args);
var path = builder.Configuration["model"] ?? TrainOne();

// A portable model is immutable: one instance serves all requests at once, without locks or a pool.
var model = PortableModelFile.Load(path);
var app = builder.Build();

// What the model reads, so that a client knows what to send.
app.MapGet("/", () => new { label = model.Label.Name, task = model.Label.Task.ToString(), columns = model.Columns.Select(column => new { column.Name, kind = column.Kind.ToString() }) });

// One row as a JSON object; a column that is not sent, or is null, is missing.
app.MapPost("/predict", (Dictionary<string, JsonElement> row) =>
{
    try
    {
        return Results.Ok(Answer(model, row));
    }
    catch (Exception error) when (error is ArgumentException or FormatException)
    {
        return Results.BadRequest(new { error = error.Message });
    }
});
app.Run();

static object Answer(PortableModel model, Dictionary<string, JsonElement> row)
{
    var values = model.Columns.ToDictionary(column => column.Name, column => row.TryGetValue(column.Name, out var sent) ? Value(column, sent) : null);
    var predictions = model.Predict(values);
    return model.Label.Task switch
    {
        PredictionTask.Binary => new { probability = predictions.Probabilities?[0], predicted = predictions.PredictedClass(0) == 1 },
        PredictionTask.Multiclass => new
        {
            probabilities = model.Label.Classes.Zip(predictions.Scores.Row(0).ToArray()).ToDictionary(pair => pair.First, pair => pair.Second),
            predicted = model.Label.Classes[predictions.PredictedClass(0)],
        },
        _ => new { prediction = predictions.Scores.Values[0] },
    };
}

static object? Value(PortableColumn column, JsonElement sent) => (column.Kind, sent.ValueKind) switch
{
    (_, JsonValueKind.Null) => null,
    (PortableColumnKind.Text, JsonValueKind.String) => sent.GetString(),
    (PortableColumnKind.Text, _) => sent.GetRawText(),
    (_, JsonValueKind.Number) => sent.GetSingle(),
    (_, JsonValueKind.True or JsonValueKind.False) => sent.GetBoolean() ? 1f : 0f,
    _ => throw new FormatException($"The column '{column.Name}' is {column.Kind}, but {sent.GetRawText()} was sent."),
};

static string TrainOne()
{
    var ml = new MLContext(1);
    var table = ml.Tuning().LoadTable("telco-churn.csv", labelColumnName: "churn");
    var model = ml.Tuning().Featurizer(table.Data, table.Columns)
        .Append(ml.BinaryClassification.Trainers.BoostedTrees("churn")).Fit(table.Data);
    ml.Tuning().Save(model, table.Data, "churn.mltune");
    return "churn.mltune";
}
