using Microsoft.ML.SearchSpace.Option;
using MLNetTuning.Sweepers.Spaces;
using HostParameter = Microsoft.ML.SearchSpace.Parameter;

namespace MLNetTuning.Experiments.Spaces;

/// <summary>A parameter of ours as an option of ML.NET, for what ML.NET's own options lack: steps and numbers beyond 32 bits.</summary>
internal sealed class ParameterOption : OptionBase
{
    private const int MostSteps = 10_000;
    private readonly Parameter _parameter;

    internal ParameterOption(Parameter parameter)
    {
        _parameter = parameter;
        Default = [parameter.ToUnit(parameter.DefaultValue)];
    }

    public override int FeatureSpaceDim => 1;

    public override int?[] Step => [_parameter.Cardinality <= MostSteps ? (int)_parameter.Cardinality : null];

    public override double[] MappingToFeatureSpace(HostParameter value) => [_parameter.ToUnit(HostValues.Read(_parameter, value))];

    public override HostParameter SampleFromFeatureSpace(double[] values) => HostValues.Write(_parameter.FromUnit(values[0]));
}
