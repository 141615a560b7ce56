using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>Takes one block of scores out of a vector as single columns, from which a vector of fixed size can be joined.</summary>
[CustomMappingFactoryAttribute(CarrierNames.SliceContract)]
internal sealed class SliceMapping : CustomMappingFactory<SliceMapping.Input, SliceOutput>
{
    public override Action<Input, SliceOutput> GetMapping() => static (input, output) =>
    {
        var start = input.Block * SliceOutput.Size;
        for (var i = 0; i < SliceOutput.Size; i++)
        {
            output[i] = start + i < input.Scores.Length ? input.Scores.GetItemOrDefault(start + i) : 0;
        }
    };

    internal sealed class Input
    {
        [ColumnName(CarrierNames.Scores)]
        public VBuffer<float> Scores { get; set; }

        [ColumnName(CarrierNames.Block)]
        public int Block { get; set; }
    }
}
