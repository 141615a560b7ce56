using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.AutoML;

namespace MLNetTuning.Embedded.Tests.Members;

public sealed class MemberPageTests
{
    [Fact]
    public void Page_EmbeddedMembers_ListsTheAssembliesAsTheyAre()
    {
        var path = Path.Combine(Root(), "docs", "embedded-members.md");
        var expected = MemberPage.Write(typeof(MLContext).Assembly, typeof(AutoCatalog).Assembly);
        if (Environment.GetEnvironmentVariable("MLNETTUNING_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        var (page, now) = (File.ReadAllLines(path), expected.TrimEnd('\n').Split('\n'));
        var (gone, added) = (page.Except(now).ToArray(), now.Except(page).ToArray());
        Assert.True(
            page.SequenceEqual(now),
            "docs/embedded-members.md is not what the assemblies are. Write it anew: MLNETTUNING_WRITE_DOCS=1 dotnet test -c Release tests/Embedded.Tests --filter MemberPage\n"
                + $"only on the page:\n{string.Join('\n', gone.Take(10))}\nonly in the assemblies:\n{string.Join('\n', added.Take(10))}");
    }

    [Theory]
    [InlineData(typeof(Sample<>), "class MemberPageTests.Sample<T> : Exception, IDisposable")]
    [InlineData(typeof(Sample<>.Inner), "struct MemberPageTests.Sample<T>.Inner")]
    [InlineData(typeof(Color), "enum MemberPageTests.Color")]
    public void Declaration_Type_ReadsAsInTheSource(Type type, string expected) => Assert.Equal(expected, TypeNaming.Declaration(type));

    [Fact]
    public void Of_Members_ReadAsInTheSource()
    {
        Assert.Equal(
            [
                "Sample(int count = 3, string name = null)",
                "const char Tab = '\\t'",
                "readonly float? Field",
                "protected static int Shared { get; set; }",
                "virtual T this[int index] { get; init; }",
                "event EventHandler<EventArgs> Changed",
                "bool Try<TOther>(in Dictionary<string, T[]> source, out TOther result, ref int n, params string[] names)",
                "override string ToString()",
                "void Dispose()",
                "void Paint(MemberPageTests.Color color = MemberPageTests.Color.Blue, double? width = null)",
            ],
            MemberText.Of(typeof(Sample<>)));
        Assert.Equal(["Red = 1", "Blue = 5"], MemberText.Of(typeof(Color)));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MLNetTuning.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Run the tests inside a checkout of the repository.");
    }

    public enum Color
    {
        Red = 1,
        Blue = 5,
    }

    public class Sample<T>(int count = 3, string? name = null) : Exception(name), IDisposable
    {
        public const char Tab = '\t';

        public readonly float? Field = count;

        public event EventHandler<EventArgs>? Changed;

        protected static int Shared { get; set; }

        public virtual T this[int index]
        {
            get => default!;
            init => Changed?.Invoke(this, new EventArgs());
        }

        public void Dispose() => GC.SuppressFinalize(this);

        public void Paint(Color color = Color.Blue, double? width = null) => _ = (color, width);

        public bool Try<TOther>(in Dictionary<string, T[]> source, out TOther result, ref int n, params string[] names)
        {
            (result, n) = (default!, names.Length + source.Count);
            return true;
        }

        public override string ToString() => Hidden();

        private protected string Hidden() => "";

        public struct Inner;
    }
}
