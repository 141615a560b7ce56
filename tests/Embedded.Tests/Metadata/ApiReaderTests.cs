namespace MLNetTuning.Embedded.Tests.Metadata;

public sealed class ApiReaderTests
{
    private const string Prefix = "MLNetTuning.Embedded.Tests.Metadata.Samples.";

    [Fact]
    public void VisibleTypes_NestedAndInternal_ListsWhatCanBeNamed()
    {
        using var reader = Open();

        var names = reader.VisibleTypes().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]);

        Assert.Equal(["ISampleSource`1", "SampleBase", "SampleBase+Settings", "SampleKind", "SampleReader"], names);
    }

    [Fact]
    public void Read_GenericInterface_WritesVarianceAndConstraints()
    {
        var type = Read("ISampleSource`1");

        Assert.Equal("!0 : out, class", type.TypeParameters);
        Assert.Equal(["public property Current.get  : !0"], Lines(type, "property"));
        Assert.Equal(["public method Convert`1 <!!0 : struct, new(), System.ValueType>(!!0[] values, in System.Int32 count, params System.String[] names) -> System.Collections.Generic.IEnumerable`1<!!0>"], Lines(type, "method"));
    }

    [Fact]
    public void Read_OpenClass_KeepsProtectedAndLeavesOutPrivate()
    {
        var type = Read("SampleBase");

        Assert.True(type.Open);
        Assert.Equal(["protected ctor new (System.Single rate = 0.5, System.String name = \"a\\tb\", MLNetTuning.Embedded.Tests.Metadata.Samples.SampleKind kind = 3)"], Lines(type, "ctor"));
        Assert.Equal(["protected method Touch () -> System.Void"], Lines(type, "method"));
        Assert.Equal(["public property Seed.get  : System.Nullable`1<System.Int32>", "public property Seed.init  : System.Nullable`1<System.Int32>"], Lines(type, "property"));
    }

    [Fact]
    public void Read_SealedSubclass_FlattensBasesAndHidesProtected()
    {
        var type = Read("SampleReader");

        Assert.False(type.Open);
        Assert.Equal([Prefix + "SampleBase"], type.Bases);
        Assert.Equal(["System.IDisposable"], type.Interfaces);
        Assert.Contains(type.Members, m => m is { Inherited: true, Name: "Seed.get" });
        Assert.DoesNotContain(type.Members, m => m.Access == "protected");
    }

    [Fact]
    public void Read_Enum_WritesValues() =>
        Assert.Equal(
            [$"public field Large const : {Prefix}SampleKind = 3", $"public field Small const : {Prefix}SampleKind = 1"],
            Lines(Read("SampleKind"), "field"));

    [Fact]
    public void WriteAndParse_TypesOfThisAssembly_RoundTrip()
    {
        using var reader = Open();
        var types = reader.VisibleTypes().Select(n => reader.Read(n)!).ToList();

        var text = ApiText.Write(types);

        Assert.Equal(text, ApiText.Write(ApiText.Parse(text).Values));
        Assert.True(types.Count > 5);
    }

    [Fact]
    public void Parse_UnknownWord_SaysWhichLine() =>
        Assert.Contains("'tpye\tX'", Assert.Throws<FormatException>(() => ApiText.Parse("tpye\tX\n")).Message);

    private static ApiReader Open() =>
        new([typeof(ApiReaderTests).Assembly.Location], Directory.GetFiles(AppContext.BaseDirectory, "*.dll"));

    private static ApiType Read(string name)
    {
        using var reader = Open();
        return reader.Read(Prefix + name)!;
    }

    private static IEnumerable<string> Lines(ApiType type, string kind) => type.Members.Where(m => m.Kind == kind).Select(m => m.ToString());
}
