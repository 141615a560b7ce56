using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>Gives the constant 1 beside any texts, for a model that reads no numbers.</summary>
[CustomMappingFactoryAttribute(CarrierNames.OneFromTextsContract)]
internal sealed class OneFromTexts : CustomMappingFactory<OneFromTexts.Input, OneOutput>
{
    public override Action<Input, OneOutput> GetMapping() => static (_, output) => output.One = 1;

    internal sealed class Input
    {
        [ColumnName(CarrierNames.Texts)]
        public VBuffer<ReadOnlyMemory<char>> Texts { get; set; }
    }
}
