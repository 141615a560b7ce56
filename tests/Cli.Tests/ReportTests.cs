using System.Xml;
using System.Xml.Linq;

namespace MLNetTuning.Cli.Tests;

[Collection(TrainedReports.Shared)]
public sealed class ReportTests(TrainedReports reports)
{
    private static readonly string[] _everywhere = ["headline", "measures", "columns", "members", "leaderboard", "search", "time", "settings-importance", "notes", "next", "settings"];

    [Theory]
    [InlineData("binary", "confusion", "curves")]
    [InlineData("multiclass", "confusion", "curves")]
    [InlineData("regression", "residuals")]
    public async Task Report_IsWellFormed_WithItsSections(string task, params string[] own)
    {
        var page = await Page(task);
        string[] ids = [.. page.Descendants("section").Select(section => section.Attribute("id")!.Value)];
        Assert.Equal(_everywhere.Concat(own).Order(), ids.Order());
        Assert.All(page.Descendants("section"), section => Assert.True(section.Value.Trim().Length > 20, section.Attribute("id")!.Value));
        Assert.All(page.Descendants("svg"), drawing => Assert.Contains(drawing.Descendants(), mark => mark.Name == "polyline" || mark.Name == "circle" || mark.Name == "rect"));
        Assert.Equal(page.Descendants("polyline").Count(), page.Descendants("polyline").Count(line => !line.Attribute("points")!.Value.Contains("NaN", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("multiclass")]
    [InlineData("regression")]
    public async Task Report_LoadsNothing_AndTakesNoNameForMarkup(string task)
    {
        var text = await File.ReadAllTextAsync(reports.Of(task));
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", text, StringComparison.OrdinalIgnoreCase);
        var page = await Page(task);
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "src" or "href");
        Assert.Contains(TrainedReports.Label, page.Descendants("h1").Single().Value);
        Assert.Contains(TrainedReports.Column[..20], Section(page, "columns"));
    }

    [Fact]
    public async Task Report_Binary_CountsEveryTestRow_AndNamesTheClasses()
    {
        var page = await Page("binary");
        var cells = page.Descendants("section").Single(section => section.Attribute("id")!.Value == "confusion").Descendants("tbody").Descendants("td");
        Assert.Equal(240, cells.Sum(cell => int.Parse(cell.Nodes().OfType<XText>().First().Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("plain 😀", Section(page, "confusion"));
        Assert.Contains("test rows", Section(page, "headline"));
        Assert.Contains("Validation: 240 rows the search judged its models by", Section(page, "measures"));
    }

    [Fact]
    public async Task Report_Columns_AreInTheOrderOfWhatTheyTell()
    {
        var names = (await Page("regression")).Descendants("section").Single(section => section.Attribute("id")!.Value == "columns").Descendants("span").Where(span => span.Attribute("class")?.Value == "name").Select(span => span.Value).ToArray();
        Assert.Equal([TrainedReports.Column, "plan", "noise"], names);
    }

    private static string Section(XDocument page, string id) => page.Descendants("section").Single(section => section.Attribute("id")!.Value == id).Value;

    private async Task<XDocument> Page(string task)
    {
        using var reader = XmlReader.Create(new StringReader(await File.ReadAllTextAsync(reports.Of(task))), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, Async = true });
        return await XDocument.LoadAsync(reader, LoadOptions.None, CancellationToken.None);
    }
}
