using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Onnx;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Benchmarks.Models;

/// <summary>Size, loading time and rows a second of a network and of an ensemble, in each form a model is kept in.</summary>
internal sealed class ModelsSuite : IBenchmarkSuite
{
    private const int TrainingRows = 4000;
    private const int ScoredRows = 50_000;
    private const int SingleRows = 500;
    private const int Rounds = 5;
    private const string NoPeer = "";

    public string Name => "models";

    public string Description => "size, loading time and rows a second of a saved 3 x 256 network and a 25-member ensemble: host-neutral file, ML.NET zip, ONNX";

    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var ml = new MLContext(1);
        var rows = ModelsRow.Make(ScoredRows);
        var train = ml.Data.LoadFromEnumerable(rows.Take(TrainingRows));
        var folder = Directory.CreateTempSubdirectory("models").FullName;
        try
        {
            return [.. SavedModels.All.Where(model => context.Wants(model.Name)).SelectMany(model => Measure(context, ml, (model.Name, model.Fit(ml, train)), rows, folder))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<BenchmarkRow> Measure(BenchmarkContext context, MLContext ml, (string Name, ITransformer Model) one, ModelsRow[] rows, string folder)
    {
        var view = ml.Data.LoadFromEnumerable(rows);
        var (portable, zip, onnx) = (Path.Combine(folder, "model.mltune"), Path.Combine(folder, "model.zip"), Path.Combine(folder, "model.onnx"));
        ml.Tuning().Save(one.Model, ml.Data.TakeRows(view, TrainingRows), portable);
        ml.Model.Save(one.Model, view.Schema, zip);
        var loaded = PortableModelFile.Load(portable);
        OnnxExport.Save(loaded, onnx);
        var table = Table(loaded, rows);
        var transformer = new MLContext(2).Model.Load(zip, out _);

        yield return Row(one.Name, "host-neutral file: size", "MB", Megabytes(portable), lower: true);
        yield return Row(one.Name, "host-neutral file: loading", "ms", 1000 * Median(context, () => PortableModelFile.Load(portable)), lower: true);
        yield return Row(one.Name, "host-neutral file: scoring, one thread", "rows/s", ScoredRows / Median(context, () => loaded.Predict(table)), lower: false);
        yield return Row(one.Name, "host-neutral file: one row at a time", "us/row", 1e6 * Median(context, () => OneByOne(loaded, rows)) / SingleRows, lower: true);
        yield return Row(one.Name, "ML.NET zip: size", "MB", Megabytes(zip), lower: true);
        yield return Row(one.Name, "ML.NET zip: loading", "ms", 1000 * Median(context, () => new MLContext(2).Model.Load(zip, out var _)), lower: true);
        yield return Row(one.Name, "ML.NET zip: scoring", "rows/s", ScoredRows / Median(context, () => Drain(transformer.Transform(view))), lower: false);
        yield return Row(one.Name, "ONNX: size", "MB", Megabytes(onnx), lower: true);
        yield return Row(one.Name, "ONNX: writing", "ms", 1000 * Median(context, () => OnnxExport.Save(loaded, onnx)), lower: true);
    }

    private static void OneByOne(PortableModel model, ModelsRow[] rows)
    {
        var scorer = model.CreateScorer(1);
        var (scores, probabilities) = (new float[1], new float[1]);
        for (var row = 0; row < SingleRows; row++)
        {
            for (var column = 0; column < model.Columns.Count; column++)
            {
                if (model.Columns[column].Kind == PortableColumnKind.Text)
                {
                    scorer.Texts(column, 0)[0] = rows[row].Plan.AsMemory();
                }
                else
                {
                    rows[row].Numbers.CopyTo(scorer.Numbers(column, 0));
                }
            }

            scorer.Score(1, scores, probabilities);
        }
    }

    private static PortableTable Table(PortableModel model, ModelsRow[] rows)
    {
        var table = new PortableTable(rows.Length);
        foreach (var column in model.Columns)
        {
            if (column.Kind == PortableColumnKind.Text)
            {
                table.Set(column.Name, [.. rows.Select(row => (string?)row.Plan)]);
            }
            else
            {
                table.Set(column.Name, [.. rows.SelectMany(row => row.Numbers)], ModelsRow.Count);
            }
        }

        return table;
    }

    private static void Drain(IDataView view)
    {
        var score = view.Schema["Score"];
        using var cursor = view.GetRowCursor([score]);
        var getter = cursor.GetGetter<float>(score);
        var value = 0f;
        while (cursor.MoveNext())
        {
            getter(ref value);
        }
    }

    private static double Median(BenchmarkContext context, Action work) =>
        BenchmarkContext.Median([.. Enumerable.Range(0, Rounds + 1).Select(_ => context.Time(work)).Skip(1)]);

    private static double Megabytes(string path) => new FileInfo(path).Length / 1e6;

    private static BenchmarkRow Row(string model, string what, string unit, double value, bool lower) =>
        new($"{model}, {what}", unit, value, null, NoPeer, null) { LowerIsBetter = lower, Verdict = true };
}
