using System.Globalization;
using System.Text;
using Microsoft.ML;
using MLNetTuning.Experiments;

namespace MLNetTuning.Cli.Tests;

/// <summary>Random small files of random shapes and faults: a model that predicts its own file, or one of our errors.</summary>
public sealed class AwfulFileTests : IDisposable
{
    private static readonly string[] _words =
    [
        "", " ", "?", "NA", "null", "a", "b", "Köln", "😀", "x, y", "say \"hi\"", "line\nbreak", "1,234.5", "1.234,5", "12%", "$5", "(3)", "0.5", "-1e3", "1e400", "nan", "inf",
        "2024-01-05", "31.12.1999", "1/2/24 5:00 pm", "00123", "yes", "no", "true", "99999999999999999999", "the quick brown fox", "- ", "#DIV/0!", "//", "=1+1", "\u0000", "\uFEFF", "a;b", "tab\there",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mltune").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TrainAndPredict_RandomFiles_EndWithAModelOrAClearError()
    {
        var (models, refused) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            var path = Path.Combine(_folder, $"{seed}.csv");
            File.WriteAllBytes(path, Table(new Random(seed)));
            try
            {
                var settings = new ExperimentSettings { LabelColumnName = "y", TimeLimit = null, MaxTrials = 2, MaxConcurrency = 1, Validation = ExperimentValidation.Holdout };
                var result = new MLContext(1).Tuning().CreateExperiment(settings).Run(path);
                var (table, _, _, _) = PortableCsv.Read(result.Portable, path);
                Assert.True(table.Rows >= result.Rows, $"seed {seed}");
                Assert.True(result.Portable.Predict(table).Scores.Values.All(float.IsFinite), $"seed {seed}");
                models++;
            }
            catch (InvalidDataException e)
            {
                Assert.True(e.Message.Length > 20 && e.Message.EndsWith('.'), $"seed {seed}: {e.Message}");
                refused++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }

        Assert.True(models >= 60 && refused >= 20, $"{models} models, {refused} refused");
    }

    private static byte[] Table(Random random)
    {
        var separator = ",;\t|"[random.Next(4)];
        var (columns, rows) = (random.Next(1, 7), random.Next(10) == 0 ? random.Next(12) : random.Next(12, 90));
        var kinds = Enumerable.Range(0, columns).Select(_ => random.Next(9)).ToArray();
        var labelKind = random.Next(5);
        var text = new StringBuilder();
        if (random.Next(15) == 0)
        {
            text.Append("A title\n\n");
        }

        text.AppendJoin(separator, Enumerable.Range(0, columns).Select(c => random.Next(40) == 0 ? "" : $"c {c}").Append("y")).Append('\n');
        var isFaulty = random.Next(8) == 0;
        for (var row = 0; row < rows; row++)
        {
            var fields = kinds.Select(kind => Quoted(Value(kind, row, random), separator)).Append(Quoted(Label(labelKind, row, random), separator));
            if (isFaulty && row == rows / 2)
            {
                fields = random.Next(3) switch { 0 => fields.Append("extra"), 1 => fields.Skip(1), _ => fields.Append("\"open") };
            }

            text.AppendJoin(separator, fields).Append(random.Next(30) == 0 ? "\r\n" : "\n");
        }

        var content = text.ToString();
        return random.Next(8) switch
        {
            0 => Encoding.Latin1.GetBytes(content),
            1 => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(content)],
            2 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(content)],
            _ => Encoding.UTF8.GetBytes(content),
        };
    }

    private static string Value(int kind, int row, Random random) => kind switch
    {
        0 => (random.NextDouble() * 10).ToString("0.###", CultureInfo.InvariantCulture),
        1 => (random.NextDouble() * 1e5).ToString("N2", CultureInfo.GetCultureInfo("de-DE")),
        2 => "abc"[random.Next(3)].ToString(),
        3 => _words[random.Next(_words.Length)],
        4 => new DateTime(2020, 1, 1).AddHours(random.Next(40000)).ToString("d.M.yyyy H:mm", CultureInfo.InvariantCulture),
        5 => "same",
        6 => $"row {row} has some words like these {random.Next(5)}",
        7 => row.ToString(CultureInfo.InvariantCulture),
        _ => random.Next(3) == 0 ? _words[random.Next(_words.Length)] : random.Next(100).ToString(CultureInfo.InvariantCulture),
    };

    private static string Label(int kind, int row, Random random) => kind switch
    {
        0 => random.Next(2) == 0 ? "yes" : "no",
        1 => "rgb"[random.Next(3)] + " 😀",
        2 => (random.NextDouble() * 100).ToString("0.##", CultureInfo.InvariantCulture),
        3 => _words[random.Next(_words.Length)],
        _ => random.Next(20) == 0 ? string.Empty : row % 17 == 0 ? "rare" : "common",
    };

    private static string Quoted(string field, char separator) =>
        field.AsSpan().IndexOfAny([separator, '"', '\n', '\r']) < 0 ? field : '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
