namespace MLNetTuning.Embedded.Tests.Metadata;

public sealed class ApiComparerTests
{
    private static readonly ApiMember Load = new(false, "public", "fixed", "method", "Load", "(System.String path) -> System.Int32");
    private static readonly ApiMember Run = new(false, "public", "abstract", "method", "Run", "() -> System.Void");

    [Fact]
    public void Compare_SameSurface_FindsNothing() => Assert.Empty(ApiComparer.Compare(Class(Load), Class(Load)));

    [Fact]
    public void Compare_RealHasMore_FindsNothing() => Assert.Empty(ApiComparer.Compare(Class(), Class(Load)));

    [Fact]
    public void Compare_RealHasItOnABaseType_FindsNothing() =>
        Assert.Empty(ApiComparer.Compare(Class(Load), Class(Load with { Inherited = true })));

    [Fact]
    public void Compare_TypeAbsentInReal_NamesTheType() =>
        Assert.StartsWith("Microsoft.ML.Sample: no such public type", Assert.Single(ApiComparer.Compare(Class(), null)));

    [Fact]
    public void Compare_MemberAbsentInReal_NamesTheMember() =>
        Assert.Contains("method Load (System.String path)", Assert.Single(ApiComparer.Compare(Class(Load), Class())));

    [Theory]
    [InlineData("(System.String file) -> System.Int32")]
    [InlineData("(System.String path = null) -> System.Int32")]
    [InlineData("(System.String path) -> System.Int64")]
    [InlineData("static(System.String path) -> System.Int32")]
    public void Compare_SignatureDiffers_ShowsTheRealOne(string signature) =>
        Assert.Contains(signature, Assert.Single(ApiComparer.Compare(Class(Load), Class(Load with { Signature = signature }))));

    [Fact]
    public void Compare_ProtectedInReal_Objects() =>
        Assert.Contains("is protected in the real one", Assert.Single(ApiComparer.Compare(Class(Load), Class(Load with { Access = "protected" }))));

    [Fact]
    public void Compare_VirtualOnlyInEmbedded_Objects()
    {
        var embedded = Class(Load with { Dispatch = "virtual" }) with { Open = true };

        Assert.Contains("cannot be overridden", Assert.Single(ApiComparer.Compare(embedded, Class(Load) with { Open = true })));
    }

    [Fact]
    public void Compare_DerivableOnlyInEmbedded_Objects() =>
        Assert.Contains("derive from", Assert.Single(ApiComparer.Compare(Class() with { Open = true }, Class())));

    [Fact]
    public void Compare_ConstructibleOnlyInEmbedded_Objects() =>
        Assert.Contains("abstract", Assert.Single(ApiComparer.Compare(Class(), Class() with { Abstract = true })));

    [Fact]
    public void Compare_BaseOrInterfaceOnlyInEmbedded_ObjectsToEach()
    {
        var embedded = Class() with { Bases = ["Microsoft.ML.Root"], Interfaces = ["System.IDisposable"] };

        Assert.Equal(2, ApiComparer.Compare(embedded, Class()).Count);
    }

    [Fact]
    public void Compare_InterfaceOfThisLibrary_FindsNothing() =>
        Assert.Empty(ApiComparer.Compare(Class() with { Interfaces = ["MLNetTuning.Trainers.Portable.IPortablePredictorSource"] }, Class()));

    [Fact]
    public void Compare_ImplementableInterfaceLacksAMember_Objects()
    {
        var embedded = Class() with { Kind = "interface", Open = true };

        Assert.Contains("lacks public method Run", Assert.Single(ApiComparer.Compare(embedded, embedded with { Members = [Run] })));
    }

    [Fact]
    public void Compare_EnumValueDiffers_Objects()
    {
        var one = new ApiMember(false, "public", "fixed", "field", "One", "const : Microsoft.ML.Sample = 1");

        Assert.Single(ApiComparer.Compare(Class(one), Class(one with { Signature = "const : Microsoft.ML.Sample = 2" })));
    }

    private static ApiType Class(params ApiMember[] members) => new("Microsoft.ML.Sample", "class", false, false, "", [], [], members);
}
