using Microsoft.Playwright;

namespace MLNetTuning.Cli.Tests;

/// <summary>The report as a browser shows it.</summary>
[Collection(TrainedReports.Shared)]
public sealed class ReportBrowserTests(TrainedReports reports, Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Report_Opens_WithoutErrors_NothingWiderThanTheWindow(int width, ColorScheme scheme)
    {
        var page = await chromium.Browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        List<string> errors = [];
        page.Console += (_, message) => errors.Add(message.Text);
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) => errors.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [request.Url]);
        foreach (var task in (string[])["binary", "multiclass", "regression"])
        {
            await page.GotoAsync("file://" + reports.Of(task));
            Assert.Empty(errors);
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
            Assert.All(await page.Locator("section").AllAsync(), section => Assert.True(section.IsVisibleAsync().GetAwaiter().GetResult()));
            Assert.True(await page.Locator("section").CountAsync() >= 10);
            var rightmost = await page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('.stacked td')].map(t => t.getBoundingClientRect().right))");
            Assert.InRange(rightmost, 1, width);
            var smallest = await page.EvaluateAsync<double>("Math.min(...[...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect().height))");
            Assert.InRange(smallest, 9, 40);
            var isDark = await page.EvaluateAsync<bool>("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]) < 100");
            Assert.Equal(scheme == ColorScheme.Dark, isDark);
        }

        await page.CloseAsync();
    }
}
