using System.Text.Json;
using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Embedded.Tests.AutoML;

public sealed class SearchSpaceChecksTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, false)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(0, double.PositiveInfinity, false)]
    [InlineData(0, 1, true)]
    [InlineData(-1, 1, true)]
    public void UniformDouble_BadRange_Throws(double min, double max, bool logBase)
    {
        var message = Assert.Throws<ArgumentException>(() => new UniformDoubleOption(min, max, logBase)).Message;

        Assert.Contains(logBase ? "min must be above 0" : "max must be a finite number above min", message);
    }

    [Fact]
    public void UniformNumeric_OutsideTheUnitOrTheRange_Throws()
    {
        var option = new UniformDoubleOption(1, 10);

        Assert.Contains("[0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => option.SampleFromFeatureSpace([1.5])).Message);
        Assert.Contains("[0, 1]", Assert.Throws<ArgumentOutOfRangeException>(() => option.SampleFromFeatureSpace([double.NaN])).Message);
        Assert.Contains("1 coordinate", Assert.Throws<ArgumentException>(() => option.SampleFromFeatureSpace([0.1, 0.2])).Message);
        Assert.Contains("The value 11 lies outside the range [1, 10]", Assert.Throws<ArgumentOutOfRangeException>(() => option.MappingToFeatureSpace(Parameter.FromInt(11))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new UniformIntOption(1, 10, false, 20));
    }

    [Fact]
    public void UniformInt_EveryNumber_MapsThereAndBack()
    {
        foreach (var logBase in new[] { false, true })
        {
            var option = new UniformIntOption(4, 32768, logBase);
            foreach (var value in Enumerable.Range(4, 2000).Append(32767).Append(32768))
            {
                var position = option.MappingToFeatureSpace(Parameter.FromInt(value));
                Assert.Equal(value, option.SampleFromFeatureSpace(position).AsType<int>());
            }
        }
    }

    [Fact]
    public void Choice_EveryValue_MapsThereAndBack()
    {
        foreach (var count in Enumerable.Range(2, 200))
        {
            var option = new ChoiceOption([.. Enumerable.Range(0, count).Cast<object>()]);
            foreach (var choice in option.Choices)
            {
                Assert.Equal(choice, option.SampleFromFeatureSpace(option.MappingToFeatureSpace(choice)));
            }
        }
    }

    [Fact]
    public void Choice_BadValues_Throws()
    {
        Assert.Contains("0 were given", Assert.Throws<ArgumentException>(() => new ChoiceOption()).Message);
        Assert.Contains("\"a\" 2 times", Assert.Throws<ArgumentException>(() => new ChoiceOption("a", "b", "a")).Message);
        Assert.Contains("Value 1", Assert.Throws<ArgumentException>(() => new ChoiceOption("a", null!)).Message);
        Assert.Contains("not one of the choices", Assert.Throws<ArgumentException>(() => new ChoiceOption(["a", "b"], "c")).Message);
    }

    [Fact]
    public void SearchSpace_WrongPointOrParameter_Throws()
    {
        var space = new SearchSpace { ["a"] = new UniformIntOption(0, 5) };

        Assert.Contains("1 coordinates, but 2", Assert.Throws<ArgumentException>(() => space.SampleFromFeatureSpace([0, 0])).Message);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => space.MappingToFeatureSpace(Parameter.CreateNestedParameter())).Message);
        Assert.Contains("'b'", Assert.Throws<KeyNotFoundException>(() => space["b"]).Message);
    }

    [Fact]
    public void SearchSpace_WrongAttributes_NameTheMember()
    {
        Assert.Contains("WholeRange.Count", Assert.Throws<ArgumentException>(() => new SearchSpace<WholeRange>()).Message);
        Assert.Contains("TextRange.Name", Assert.Throws<ArgumentException>(() => new SearchSpace<TextRange>()).Message);
        Assert.Contains("TwoAttributes.Rate", Assert.Throws<ArgumentException>(() => new SearchSpace<TwoAttributes>()).Message);
        Assert.Contains("NotBoolean.Flag", Assert.Throws<ArgumentException>(() => new SearchSpace<NotBoolean>()).Message);
        Assert.Contains("MixedChoice.Kind", Assert.Throws<ArgumentException>(() => new SearchSpace<MixedChoice>()).Message);
    }

    [Fact]
    public void SearchSpace_Fields_AreReadAndSet()
    {
        var space = new SearchSpace<WithField>();

        Assert.Equal(2.5, space.SampleFromFeatureSpace([0.5]).Rate);
        Assert.Equal([0.5], space.MappingToFeatureSpace(new WithField { Rate = 2.5 }));
    }

    [Fact]
    public void Json_OfASpace_ReadsBack()
    {
        var space = new SearchSpace
        {
            ["rate"] = new UniformDoubleOption(1e-4, 1, true, 0.01),
            ["part"] = new UniformSingleOption(0, 1, false, 0.1f),
            ["nested"] = new SearchSpace { ["depth"] = new UniformIntOption(1, 9, true, 3) },
            ["kind"] = new ChoiceOption(["a", "b"], "b"),
        };

        var again = JsonSerializer.Deserialize<SearchSpace>(JsonSerializer.Serialize(space))!;

        Assert.Equal(JsonSerializer.Serialize(space), JsonSerializer.Serialize(again));
        Assert.Equal(space.GetHashCode(), again.GetHashCode());
        Assert.Equal(space.SampleFromFeatureSpace(space.Default!).ToString(), again.SampleFromFeatureSpace(again.Default!).ToString());
    }

    [Fact]
    public void Parameter_NotAnObject_TellsWhatItIs()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Parameter.FromInt(3)["a"]);

        Assert.Contains("type Integer (3)", exception.Message);
    }

    public sealed class WholeRange
    {
        [Range(0.0, 1.0)]
        public int Count { get; set; }
    }

    public sealed class TextRange
    {
        [Range(1, 5)]
        public string Name { get; set; } = "";
    }

    public sealed class TwoAttributes
    {
        [Range(0.0, 1.0)]
        [Choice(0.1, 0.2)]
        public double Rate { get; set; }
    }

    public sealed class NotBoolean
    {
        [BooleanChoice]
        public int Flag { get; set; }
    }

    public sealed class MixedChoice
    {
        [Choice("a", 1)]
        public string Kind { get; set; } = "";
    }

    public sealed class WithField
    {
        [Range(0.0, 5.0)]
        public double Rate;
    }
}
