using System.Globalization;
using Microsoft.ML;

namespace MLNetTuning.Estimators.Tests.Persistence;

/// <summary>
/// Model files kept in the sources, one written on each host: boosted trees of the host and a dense network, averaged 2 to 1, over the first
/// 300 rows of the churn file. Beside each lie the probabilities its maker gave those rows. The zips are of each host's own format: the network of
/// <see cref="Samples.Quick"/> on 200 rows of <see cref="Samples.View"/>.
/// </summary>
public sealed class OtherHostFileTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Persistence", "HostFiles");

    private static bool IsEmbedded => typeof(MLContext).Assembly.GetName().Name!.StartsWith("MLNetTuning", StringComparison.Ordinal);

    [Theory]
    [InlineData("embedded")]
    [InlineData("mlnet")]
    public void Load_FileOfEitherHost_GivesTheMakersProbabilities(string host)
    {
        var ml = new MLContext(4);
        var expected = File.ReadAllLines(Path.Combine(Folder, host + ".txt")).Select(line => float.Parse(line, CultureInfo.InvariantCulture)).ToArray();

        var loaded = ml.Tuning().Load(Path.Combine(Folder, host + ".mltune"));

        var actual = Samples.Column(loaded.Transform(Files.Telco(ml, expected.Length)), "Probability");
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void Load_ModelZipOfTheOtherHost_SaysWhoWroteIt()
    {
        var error = Assert.ThrowsAny<Exception>(() => new MLContext(4).Model.Load(Path.Combine(Folder, IsEmbedded ? "mlnet.zip" : "embedded.zip"), out _));

        Assert.Contains("MLNetTuning.Host", error.Message);
        Assert.Contains(IsEmbedded ? "written by the Microsoft.ML packages" : "ml.Tuning().Save", error.Message);
    }

    [Fact]
    public void Load_ModelZipOfThisHost_Scores()
    {
        var ml = new MLContext(4);
        ml.Tuning().Register();
        var loaded = ml.Model.Load(Path.Combine(Folder, IsEmbedded ? "embedded.zip" : "mlnet.zip"), out _);
        var data = Samples.View(ml, 60);
        Assert.InRange(ml.BinaryClassification.Evaluate(loaded.Transform(data), "Flag").AreaUnderRocCurve, 0.9, 1);
    }
}
