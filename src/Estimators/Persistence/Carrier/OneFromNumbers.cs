using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>Gives the constant 1 beside any numbers: the key under which a constant column hands out the model's state.</summary>
[CustomMappingFactoryAttribute(CarrierNames.OneFromNumbersContract)]
internal sealed class OneFromNumbers : CustomMappingFactory<OneFromNumbers.Input, OneOutput>
{
    public override Action<Input, OneOutput> GetMapping() => static (_, output) => output.One = 1;

    internal sealed class Input
    {
        [ColumnName(CarrierNames.Numbers)]
        public VBuffer<float> Numbers { get; set; }
    }
}
