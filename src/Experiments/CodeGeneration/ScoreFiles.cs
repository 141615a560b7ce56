using System.Text;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>The project that scores.</summary>
internal static class ScoreFiles
{
    public static IEnumerable<GeneratedFile> Of(CodeInput input)
    {
        var names = PropertyNames.Of(input.Model.Columns.Select(column => column.Name));
        (PortableColumn Column, string Property)[] columns = [.. input.Model.Columns.Zip(names)];
        return
        [
            new("Score/Score.csproj", Project(input)),
            new("Score/Program.cs", Program(input)),
            new("Score/Scorer.cs", Scorer(input)),
            new("Score/InputRow.cs", InputRow(input, columns)),
            new("Score/InputRows.cs", InputRows(input, columns)),
            new("Score/Prediction.cs", Prediction(input)),
            new("Score/Csv.cs", CsvTemplate.Text(input.Name)),
        ];
    }

    private static string Project(CodeInput input) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <RootNamespace>{input.Name}.Scoring</RootNamespace>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MLNetTuning.Estimators" Version="$(MLNetTuningVersion)" />
            <None Update="model.mltune" CopyToOutputDirectory="PreserveNewest" />
          </ItemGroup>
        </Project>

        """;

    private static string Program(CodeInput input) => $$"""
        using {{input.Name}}.Scoring;

        // Scores a file: dotnet run -c Release --project Score -- rows.csv predictions.csv
        if (args.Length != 2)
        {
            Console.Error.WriteLine("usage: Score ROWS.csv PREDICTIONS.csv");
            return 2;
        }

        try
        {
            using var scorer = new Scorer();
            using var writer = new StreamWriter(args[1]);
            writer.WriteLine(Csv.Record(Prediction.Header));
            var rows = 0;
            foreach (var prediction in scorer.PredictAll(InputRows.Read(args[0])))
            {
                writer.WriteLine(Csv.Record(prediction.ToFields()));
                rows++;
            }

            Console.WriteLine($"{rows} predictions: {args[1]}");
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine("error: " + error.Message);
            return 1;
        }

        """;

    private static string Scorer(CodeInput input) => $$"""
        using Microsoft.ML;
        using MLNetTuning;
        using MLNetTuning.Estimators.Scoring;

        namespace {{input.Name}}.Scoring;

        /// <summary>The model, ready to score. Safe to use from many threads.</summary>
        public sealed class Scorer : IDisposable
        {
            private readonly MLContext _ml = new();
            private readonly ITransformer _model;
            private readonly PredictionPool<InputRow, Prediction> _pool;

            /// <summary>Loads the model.</summary>
            /// <param name="path">The file; null for the one beside the program.</param>
            public Scorer(string? path = null)
            {
                _model = _ml.Tuning().Load(path ?? Path.Combine(AppContext.BaseDirectory, "model.mltune"));
                _pool = _ml.Tuning().CreatePredictionPool<InputRow, Prediction>(_model);
            }

            /// <summary>Scores one row.</summary>
            public Prediction Predict(InputRow row) => _pool.Predict(row);

            /// <summary>Scores many rows in batches, as they are read.</summary>
            public IEnumerable<Prediction> PredictAll(IEnumerable<InputRow> rows) =>
                _ml.Data.CreateEnumerable<Prediction>(_model.Transform(_ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false);

            /// <inheritdoc/>
            public void Dispose() => _pool.Dispose();
        }

        """;

    private static string InputRow(CodeInput input, (PortableColumn Column, string Property)[] columns)
    {
        var text = new StringBuilder($$"""
            using Microsoft.ML.Data;

            namespace {{input.Name}}.Scoring;

            /// <summary>One row as the model reads it.</summary>
            public sealed class InputRow
            {

            """);
        foreach (var (column, property) in columns)
        {
            var member = column.Kind switch
            {
                PortableColumnKind.Text => $"public string {property} {{ get; set; }} = \"\";",
                PortableColumnKind.Boolean => $"public bool {property} {{ get; set; }}",
                _ => $"public float {property} {{ get; set; }} = float.NaN;",
            };
            text.Append(column == columns[0].Column ? "" : "\n").Append($"""
                    /// <summary>Column {CSharpText.Comment(column.Name)}: {CodeProject.KindOf(column)}.</summary>
                    [ColumnName({CSharpText.Literal(column.Name)})]
                    {member}

                """);
        }

        return text.Append("}\n").ToString();
    }

    private static string InputRows(CodeInput input, (PortableColumn Column, string Property)[] columns)
    {
        var text = new StringBuilder($$"""
            namespace {{input.Name}}.Scoring;

            /// <summary>Reads rows from a delimited file with a header line.</summary>
            public static class InputRows
            {
                private static readonly (string Column, Action<InputRow, string> Set)[] Columns =
                [

            """);
        foreach (var (column, property) in columns)
        {
            var value = column.Kind switch
            {
                PortableColumnKind.Text => "text",
                PortableColumnKind.Boolean => "Csv.Boolean(text)",
                _ => "Csv.Number(text)",
            };
            text.Append($"        ({CSharpText.Literal(column.Name)}, (row, text) => row.{property} = {value}),\n");
        }

        return text.Append("""
                ];

                /// <summary>The rows, one at a time.</summary>
                /// <exception cref="InvalidDataException">The file lacks a column, or a value cannot be read; the message says where.</exception>
                public static IEnumerable<InputRow> Read(string path)
                {
                    using var file = new Csv(path);
                    var places = Array.ConvertAll(Columns, column => file.PlaceOf(column.Column));
                    while (file.Read())
                    {
                        var row = new InputRow();
                        for (var i = 0; i < places.Length; i++)
                        {
                            try
                            {
                                Columns[i].Set(row, file[places[i]]);
                            }
                            catch (FormatException error)
                            {
                                throw new InvalidDataException($"{path}, line {file.Line}, column '{Columns[i].Column}': {error.Message}", error);
                            }
                        }

                        yield return row;
                    }
                }
            }

            """).ToString();
    }

    private static string Prediction(CodeInput input) => input.Task switch
    {
        PredictionTask.Binary => Binary(input),
        PredictionTask.Multiclass => Multiclass(input),
        _ => Regression(input),
    };

    private static string Classes(CodeInput input) => string.Join(", ", input.Model.Label.Classes.Select(CSharpText.Literal));

    private static string Binary(CodeInput input) => $$"""
        using System.Globalization;

        namespace {{input.Name}}.Scoring;

        /// <summary>What the model says of a row.</summary>
        public sealed class Prediction
        {
            private static readonly string[] Classes = [{{Classes(input)}}];

            /// <summary>The columns of a file of predictions.</summary>
            public static string[] Header { get; } = ["probability", "predicted"];

            /// <summary>Whether the row is taken for the second of the classes.</summary>
            public bool PredictedLabel { get; set; }

            /// <summary>The probability of the second class.</summary>
            public float Probability { get; set; }

            /// <summary>The log odds, less those of the threshold.</summary>
            public float Score { get; set; }

            /// <summary>The class as it is written in the data.</summary>
            public string PredictedClass() => Classes[PredictedLabel ? 1 : 0];

            /// <summary>The line of a file of predictions.</summary>
            public string[] ToFields() => [Probability.ToString("R", CultureInfo.InvariantCulture), PredictedClass()];
        }

        """;

    private static string Multiclass(CodeInput input) => $$"""
        using System.Globalization;

        namespace {{input.Name}}.Scoring;

        /// <summary>What the model says of a row.</summary>
        public sealed class Prediction
        {
            private static readonly string[] Classes = [{{Classes(input)}}];

            /// <summary>The columns of a file of predictions.</summary>
            public static string[] Header { get; } = [.. Classes.Select(name => "p_" + name), "predicted"];

            /// <summary>The probability of each class.</summary>
            public float[] Score { get; set; } = [];

            {{Decision(input)}}

            /// <summary>The line of a file of predictions.</summary>
            public string[] ToFields() => [.. Score.Select(value => value.ToString("R", CultureInfo.InvariantCulture)), PredictedClass()];
        }

        """;

    // ML.NET hands a class out as a key; its text is wanted.
    private static string Decision(CodeInput input) => input.Model.Label.DecisionWeights is { Count: > 0 } weights
        ? $"""
            /// <summary>The class of the highest probability times its weight, as it is written in the data.</summary>
                public string PredictedClass() => Classes[Enumerable.Range(0, Classes.Length).MaxBy(k => Score[k] * Weights[k])];

                private static readonly float[] Weights = [{string.Join(", ", weights.Select(CSharpText.Literal))}];
            """
        : """
            /// <summary>The most probable class as it is written in the data.</summary>
                public string PredictedClass() => Classes[Array.IndexOf(Score, Score.Max())];
            """;

    private static string Regression(CodeInput input) => $$"""
        using System.Globalization;

        namespace {{input.Name}}.Scoring;

        /// <summary>What the model says of a row.</summary>
        public sealed class Prediction
        {
            /// <summary>The columns of a file of predictions.</summary>
            public static string[] Header { get; } = ["prediction"];

            /// <summary>The value.</summary>
            public float Score { get; set; }

            /// <summary>The line of a file of predictions.</summary>
            public string[] ToFields() => [Score.ToString("R", CultureInfo.InvariantCulture)];
        }

        """;
}
