using Microsoft.ML;
using Microsoft.ML.AutoML;
using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Embedded.Tests.Model;

public sealed class ListedAssembliesTests
{
    [Fact]
    public void Find_LoadedAssembly_IsFound() =>
        Assert.Equal([typeof(FuzzMapping).Assembly], ListedAssemblies.Find("MLNetTuning.Embedded.Tests"));

    [Theory]
    [InlineData("No.Such.Assembly")]
    [InlineData("../MLNetTuning.Host")]
    [InlineData("/tmp/evil.dll")]
    [InlineData("")]
    [InlineData("System.IO.IsolatedStorage")]
    public void Find_NotOfTheProgramOrNotBuiltOnTheLibrary_IsNotLoaded(string name)
    {
        Assert.Empty(ListedAssemblies.Find(name));
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == name);
    }

    [Fact]
    public void IsBuiltOnLibrary_Assemblies_TellsThoseThatReferToIt()
    {
        Assert.True(ListedAssemblies.IsBuiltOnLibrary(typeof(AutoCatalog).Assembly.Location));
        Assert.False(ListedAssemblies.IsBuiltOnLibrary(typeof(TreeEnsembleModel).Assembly.Location));
        Assert.False(ListedAssemblies.IsBuiltOnLibrary("/no/such/file.dll"));
    }
}
