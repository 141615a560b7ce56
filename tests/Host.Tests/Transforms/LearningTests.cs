using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

/// <summary>What is learned does not depend on where the data are: in memory, behind a cache, in a file or behind a filter.</summary>
public sealed class LearningTests
{
    private const int Rows = 25000;

    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData("cache")]
    [InlineData("file")]
    [InlineData("filter")]
    public void Fit_SameRowsElsewhere_LearnsTheSame(string where)
    {
        var rows = Enumerable.Range(0, Rows).Select(static i => new MixedRow
        {
            Number = i % 11 == 3 ? float.NaN : ((i * 37) % 1000) - 200.5f,
            Category = i % 13 == 5 ? "" : FormattableString.Invariant($"level{(i * 7919) % 901}"),
            Vector = [i % 17, -i],
        }).ToArray();
        var memory = _ml.Data.LoadFromEnumerable(rows);
        var file = Path.GetTempFileName();
        try
        {
            var other = where switch
            {
                "cache" => _ml.Data.Cache(memory),
                "filter" => _ml.Data.FilterRowsByColumn(memory, "Number", double.NegativeInfinity, double.PositiveInfinity),
                _ => Save(memory, file),
            };

            var learned = Describe(where == "filter" ? _ml.Data.LoadFromEnumerable(rows.Where(static r => !float.IsNaN(r.Number)).ToArray()) : memory);

            Assert.Equal(learned, Describe(other));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Fit_MaximumExampleCount_TakesTheFirstRowsOnly()
    {
        var data = _ml.Data.Cache(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(static i => new MixedRow { Number = i < 100 ? i % 5 : 1000 }).ToArray()));

        var values = _ml.Transforms.NormalizeMinMax("N", "Number", maximumExampleCount: 100).Fit(data).Transform(data).GetColumn<float>("N").Take(5);

        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1f], values);
    }

    private IDataView Save(IDataView data, string file)
    {
        using (var stream = File.Create(file))
        {
            _ml.Data.SaveAsText(_ml.Transforms.SelectColumns("Number", "Category", "Vector").Fit(data).Transform(data), stream, schema: false, headerRow: false);
        }

        return _ml.Data.LoadFromTextFile(file, [new("Number", DataKind.Single, 0), new("Category", DataKind.String, 1), new("Vector", DataKind.Single, 2, 3)], allowQuoting: true);
    }

    /// <summary>First rows and names after everything that learns.</summary>
    private string Describe(IDataView data)
    {
        var pipeline = _ml.Transforms.ReplaceMissingValues([new("Number"), new("Mode", "Number")], MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(_ml.Transforms.NormalizeMeanVariance([new("Spread", "Number"), new("Vector")], fixZero: false))
            .Append(_ml.Transforms.NormalizeMinMax([new("Range", "Number"), new("Mode")]))
            .Append(_ml.Transforms.Conversion.MapValueToKey([new("Key", "Category"), new("NumberKey", "Number")], keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence))
            .Append(_ml.Transforms.Categorical.OneHotEncoding("Hot", "Category"));
        var result = pipeline.Fit(data).Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        result.Schema["Key"].GetKeyValues(ref names);
        VBuffer<float> numbers = default;
        result.Schema["NumberKey"].GetKeyValues(ref numbers);
        var rows = _ml.Data.TakeRows(result, 40);
        return string.Join(
            '\n',
            string.Join(' ', names.DenseValues()),
            string.Join(' ', numbers.DenseValues()),
            string.Join(' ', rows.GetColumn<float>("Spread").Select(static v => v.ToString("G5", null))),
            string.Join(' ', rows.GetColumn<float>("Range")),
            string.Join(' ', rows.GetColumn<float>("Mode")),
            string.Join(' ', rows.GetColumn<uint>("Key")),
            string.Join(' ', rows.GetColumn<float[]>("Vector").Select(static v => v[1].ToString("G5", null))));
    }
}
