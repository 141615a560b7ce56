using Microsoft.ML.SearchSpace;
using Microsoft.ML.SearchSpace.Option;

namespace MLNetTuning.Host.Tests.AutoML;

public sealed class OptionTests
{
    [Fact]
    public void UniformDouble_Linear_MapsBothWays()
    {
        var option = new UniformDoubleOption(-2, 6, defaultValue: 0);

        Assert.Equal(1, option.FeatureSpaceDim);
        Assert.Equal([null], option.Step);
        Assert.Equal(0.25, option.Default![0], 12);
        Assert.Equal(4, option.SampleFromFeatureSpace([0.75]).AsType<double>(), 12);
        Assert.Equal(0.75, option.MappingToFeatureSpace(Parameter.FromDouble(4))[0], 12);
    }

    [Fact]
    public void UniformDouble_Logarithmic_WalksOrdersOfMagnitude()
    {
        var option = new UniformDoubleOption(1e-4, 1, logBase: true);

        Assert.Equal([0.0], option.Default!);
        Assert.Equal(1e-4, option.SampleFromFeatureSpace([0]).AsType<double>(), 12);
        Assert.Equal(1e-2, option.SampleFromFeatureSpace([0.5]).AsType<double>(), 12);
        Assert.Equal(0.5, option.MappingToFeatureSpace(Parameter.FromDouble(1e-2))[0], 12);
    }

    [Fact]
    public void UniformInt_Positions_GiveTheLowerNumber()
    {
        var option = new UniformIntOption(0, 100);

        Assert.Equal(ParameterType.Integer, option.SampleFromFeatureSpace([0.5]).ParameterType);
        Assert.Equal(50, option.SampleFromFeatureSpace([0.5]).AsType<int>());
        Assert.Equal(50, option.SampleFromFeatureSpace([0.509]).AsType<int>());
        Assert.Equal(100, option.SampleFromFeatureSpace([1]).AsType<int>());
    }

    [Fact]
    public void UniformSingle_Sample_IsASingle()
    {
        var option = new UniformSingleOption(0, 1, defaultValue: 0.25f);

        Assert.Equal(0.25, option.Default![0], 6);
        Assert.Equal(0.5f, option.SampleFromFeatureSpace([0.5]).AsType<float>());
    }

    [Fact]
    public void Choice_Positions_DivideTheUnitEvenly()
    {
        var option = new ChoiceOption(["a", "b", "c", "d"], "c");

        Assert.Equal(1, option.FeatureSpaceDim);
        Assert.Equal([4], option.Step);
        Assert.Equal(0.5, option.Default![0], 6);
        Assert.Equal("a", option.SampleFromFeatureSpace([0]).AsType<string>());
        Assert.Equal("b", option.SampleFromFeatureSpace([0.26]).AsType<string>());
        Assert.Equal("d", option.SampleFromFeatureSpace([1]).AsType<string>());
        Assert.Equal(0.25, option.MappingToFeatureSpace(Parameter.FromString("b"))[0], 6);
    }

    [Fact]
    public void Choice_OneValue_HasNoCoordinate()
    {
        var option = new ChoiceOption("only");

        Assert.Equal(0, option.FeatureSpaceDim);
        Assert.Empty(option.Default!);
        Assert.Equal("only", option.SampleFromFeatureSpace([]).AsType<string>());
    }
}
