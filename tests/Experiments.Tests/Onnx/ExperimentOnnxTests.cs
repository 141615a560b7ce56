using System.Globalization;
using System.Text;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;
using MLNetTuning.Trainers.Tests.Onnx;

namespace MLNetTuning.Experiments.Tests.Onnx;

/// <summary>What an experiment makes of columns of all kinds says in ONNX Runtime what it says here.</summary>
public sealed class ExperimentOnnxTests(OnnxRuntime runtime) : IClassFixture<OnnxRuntime>
{
    private const double Close = 1e-4;
    private const double NoTie = 1e-3;

    private static readonly string[] _words = [.. Enumerable.Range(0, 40).Select(i => $"{"bcdfgklmnp"[i % 10]}{"aeio"[i / 10]}n{"dtrs"[i % 4]}")];

    /// <summary>A row: what stands in the file.</summary>
    private sealed record Line(string Amount, string Plan, string City, string When, string Note, string Flag)
    {
        public string Text(string column) => column switch { "plan" => Plan, "city" => City, "when" => When, "note" => Note, "flag" => Flag, _ => Amount };
    }

    private static Line Draw(Random random)
    {
        var date = new DateTime(2021, 1, 1).AddDays(random.Next(1200)).AddMinutes(random.Next(1440));
        return new Line(
            random.Next(9) == 0 ? string.Empty : (random.NextDouble() * 10).ToString("0.000", CultureInfo.InvariantCulture),
            random.Next(12) == 0 ? string.Empty : new[] { "basic", "plus", "Pro" }[random.Next(3)],
            $"city {random.Next(90)}",
            random.Next(15) == 0 ? string.Empty : date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            random.Next(20) == 0 ? string.Empty : string.Join(' ', Enumerable.Range(0, 4 + random.Next(8)).Select(_ => _words[random.Next(_words.Length)])) + "!",
            random.Next(2) == 0 ? "true" : "false");
    }

    private static double Signal(Line line, Random random) =>
        (double.TryParse(line.Amount, CultureInfo.InvariantCulture, out var amount) ? amount / 3 : 1)
        + (line.Plan == "Pro" ? 1.5 : 0)
        + (line.When.Length > 0 && line.When[5..7] is "06" or "07" or "08" ? 1 : 0)
        + line.Note.Split(' ').Count(word => word.StartsWith('b') || word.StartsWith('c'))
        + (0.3 * random.NextDouble());

    private static ExperimentResult Train(PredictionTask task)
    {
        var random = new Random(7);
        var text = new StringBuilder("amount,plan,city,when,note,flag,y\n");
        for (var i = 0; i < 500; i++)
        {
            var line = Draw(random);
            var signal = Signal(line, random);
            var label = task switch
            {
                PredictionTask.Binary => signal > 4.5 ? "yes" : "no",
                PredictionTask.Multiclass => signal < 3 ? "low" : signal < 6 ? "middle" : "high",
                _ => Math.Exp(signal / 3).ToString("0.000", CultureInfo.InvariantCulture),
            };
            text.Append(CultureInfo.InvariantCulture, $"{line.Amount},{line.Plan},{line.City},{line.When},{line.Note},{line.Flag},{label}\n");
        }

        return ShortRun.Of(text.ToString(), ShortRun.Settings("y", 5) with { Task = task, Ensemble = ExperimentEnsemble.Average, Validation = ExperimentValidation.Holdout });
    }

    /// <summary>Rows as they come later: with words, categories and dates that no row had, and without what some had.</summary>
    private static Line[] Later()
    {
        var random = new Random(8);
        Line[] drawn = [.. Enumerable.Range(0, 60).Select(_ => Draw(random))];
        return
        [
            .. drawn,
            new Line(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, "true"),
            new Line("-1e6", "PRO", "Ōsaka 😀", "1969-12-31 23:59:59", "never seen words only 12345", "false"),
            new Line("1e9", "basic ", "city 1", "2052-02-29 00:00:00", $"{_words[0].ToUpperInvariant()}, {_words[0]}; {_words[0]} (new-{_words[9]}) ü", "true"),
            drawn[0] with { Note = "\t \n" },
        ];
    }

    private static PortableTable Table(PortableModel model, Line[] lines)
    {
        var table = new PortableTable(lines.Length);
        foreach (var column in model.Columns)
        {
            string[] texts = [.. lines.Select(line => line.Text(column.Name))];
            _ = column.Kind == PortableColumnKind.Text ? table.Set(column.Name, texts) : table.Set(column.Name, Array.ConvertAll(texts, Number));
        }

        return table;
    }

    private static float Number(string text) => text switch
    {
        "" => float.NaN,
        "true" => 1,
        "false" => 0,
        _ => float.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>The inputs as the file's description asks for them.</summary>
    private static object[] Inputs(PortableModel model, Line[] lines)
    {
        List<object> inputs = [];
        foreach (var column in model.Columns)
        {
            string[] texts = [.. lines.Select(line => line.Text(column.Name))];
            if (column.Name == "when")
            {
                inputs.Add(OnnxRuntime.Input("when", Array.ConvertAll(texts, text => text.Length == 0 ? long.MinValue : Seconds(text))));
            }
            else if (column.Name == "note")
            {
                string[][] words = Array.ConvertAll(texts, Words);
                var longest = words.Max(one => one.Length);
                inputs.Add(OnnxRuntime.Input("note", longest, words.SelectMany(one => one.Concat(Enumerable.Repeat(string.Empty, longest - one.Length))).ToArray()));
                inputs.Add(OnnxRuntime.Input("note_length", 1, Array.ConvertAll(texts, text => (float)text.Length)));
            }
            else
            {
                inputs.Add(OnnxRuntime.Input(column.Name, 1, column.Kind == PortableColumnKind.Text ? (object)texts : Array.ConvertAll(texts, Number)));
            }
        }

        return [.. inputs];
    }

    private static long Seconds(string text) => (DateTime.Parse(text, CultureInfo.InvariantCulture) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    // Runs of letters and digits in lower case, in words of this test's own.
    private static string[] Words(string text) => new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData(PredictionTask.Binary)]
    [InlineData(PredictionTask.Multiclass)]
    [InlineData(PredictionTask.Regression)]
    public void Write_TextsDatesCategoriesAndGaps_SayTheSameInOnnxRuntime(PredictionTask task)
    {
        var model = Train(task).Portable;
        PortableStep[] steps = [.. model.Members.SelectMany(member => member.Featurizer.Steps)];
        Assert.Contains(steps, step => step is WordSumStep);
        Assert.Contains(steps, step => step is DateStep);
        Assert.Contains(steps, step => step is CategoryStep);
        Assert.Equal(["amount", "city", "flag", "note", "note_length", "plan", "when"], OnnxExport.Describe(model).Select(one => one.Input).Order());

        var lines = Later();
        var expected = model.Predict(Table(model, lines));
        var given = runtime.Run(model, lines.Length, Inputs(model, lines));
        double[] values = task switch
        {
            PredictionTask.Binary => [.. Enumerable.Range(0, lines.Length).Select(row => given["probabilities"].Numbers[(2 * row) + 1])],
            PredictionTask.Multiclass => given["probabilities"].Numbers,
            _ => given["predictions"].Numbers,
        };
        var own = expected.Probabilities ?? expected.Scores.Values;
        Assert.Equal(own.Select(value => (double)value), values, (one, other) => Math.Abs(one - other) <= Close * Math.Max(1, Math.Abs(one)));
        Assert.True(values.Distinct().Count() > lines.Length / 2);
        for (var row = 0; row < lines.Length && task != PredictionTask.Regression; row++)
        {
            float[] chances = task == PredictionTask.Binary ? [own[row], 1 - own[row]] : expected.Scores.Row(row).ToArray();
            Array.Sort(chances);
            if (chances[^1] - chances[^2] > NoTie)
            {
                Assert.Equal(model.Label.Classes[expected.PredictedClass(row)], given["class"].Texts[row]);
            }
        }
    }
}
