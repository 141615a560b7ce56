using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Model;

[CustomMappingFactoryAttribute(Contract)]
internal sealed class HalfFactory : CustomMappingFactory<HalfIn, HalfOut>
{
    public const string Contract = "MLNetTuning.Host.Tests.Half";

    public static void Halve(HalfIn source, HalfOut target) => target.Half = source.Number / 2;

    public override Action<HalfIn, HalfOut> GetMapping() => Halve;
}
