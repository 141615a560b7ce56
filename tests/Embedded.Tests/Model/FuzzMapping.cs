using Microsoft.ML.Transforms;

namespace MLNetTuning.Embedded.Tests.Model;

[CustomMappingFactoryAttribute(Contract)]
internal sealed class FuzzMapping : CustomMappingFactory<FuzzMapping.Input, FuzzMapping.Output>
{
    public const string Contract = "MLNetTuning.Embedded.Tests.Fuzz";

    public static void Double(Input source, Output target) => target.Twice = source.Target * 2;

    public override Action<Input, Output> GetMapping() => Double;

    internal sealed class Input
    {
        public float Target { get; set; }
    }

    internal sealed class Output
    {
        public float Twice { get; set; }
    }
}
