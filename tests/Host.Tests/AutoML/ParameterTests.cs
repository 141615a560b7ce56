using System.Text.Json;
using Microsoft.ML.SearchSpace;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("{\"a\":1,\"b\":[1,2.5,\"x\"],\"c\":{\"d\":true}}")]
    [InlineData("3")]
    [InlineData("0.125")]
    [InlineData("\"text\"")]
    [InlineData("false")]
    public void Deserialize_AnyJson_SerializesToTheSame(string json)
    {
        var parameter = JsonSerializer.Deserialize<Parameter>(json)!;

        Assert.Equal(json, JsonSerializer.Serialize(parameter));
        Assert.Equal(json, parameter.ToString());
    }

    [Fact]
    public void From_EachKind_TellsItsType()
    {
        Assert.Equal(ParameterType.Integer, Parameter.FromInt(1).ParameterType);
        Assert.Equal(ParameterType.Integer, Parameter.FromLong(1).ParameterType);
        Assert.Equal(ParameterType.Number, Parameter.FromDouble(1).ParameterType);
        Assert.Equal(ParameterType.Number, Parameter.FromFloat(1).ParameterType);
        Assert.Equal(ParameterType.String, Parameter.FromString("a").ParameterType);
        Assert.Equal(ParameterType.String, Parameter.FromEnum(DayOfWeek.Friday).ParameterType);
        Assert.Equal(ParameterType.Bool, Parameter.FromBool(true).ParameterType);
        Assert.Equal(ParameterType.Array, Parameter.FromIEnumerable(new[] { 1 }).ParameterType);
        Assert.Equal(ParameterType.Object, Parameter.CreateNestedParameter().ParameterType);
    }

    [Fact]
    public void AsType_OfAnotherKind_ConvertsThroughJson()
    {
        Assert.Equal(DayOfWeek.Friday, Parameter.FromEnum(DayOfWeek.Friday).AsType<DayOfWeek>());
        Assert.Equal(0.1, Parameter.FromFloat(0.1f).AsType<double>());
        Assert.Equal(3, Parameter.FromLong(3).AsType<int>());
        Assert.Equal(["a", "b"], Parameter.FromIEnumerable(new[] { "a", "b" }).AsType<List<string>>());
        Assert.Throws<JsonException>(() => Parameter.FromString("abc").AsType<int>());
    }

    [Fact]
    public void FromObject_NestedType_HoldsItsPropertiesWithoutNulls()
    {
        var parameter = Parameter.FromObject(new Outer { Name = "n", Inner = new Inner { Rate = 0.5 } });

        Assert.Equal("n", parameter["Name"].AsType<string>());
        Assert.Equal(0.5, parameter["Inner"]["Rate"].AsType<double>());
        Assert.False(parameter.ContainsKey("Nothing"));
        Assert.Equal(0.5, parameter.AsType<Outer>().Inner!.Rate);
    }

    [Fact]
    public void Equals_SameJson_IsTrue()
    {
        var one = Parameter.CreateNestedParameter(KeyValuePair.Create("a", Parameter.FromInt(1)));
        var two = Parameter.CreateNestedParameter(KeyValuePair.Create("a", Parameter.FromLong(1)));

        Assert.True(one.Equals(two));
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        two["a"] = Parameter.FromInt(2);
        Assert.False(one.Equals(two));
    }

    public sealed class Outer
    {
        public string? Name { get; set; }

        public string? Nothing { get; set; }

        public Inner? Inner { get; set; }
    }

    public sealed class Inner
    {
        public double Rate { get; set; }
    }
}
