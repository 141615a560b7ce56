using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MLNetTuning.Cli.Tests;

public sealed class ScoringExampleTests
{
    private const string Listening = "Now listening on: ";

    [Fact]
    public async Task Predict_ManyRequestsAtOnce_SameAnswersAsOneByOne()
    {
        using var server = Start();
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(await Address(server)) };
            var columns = (await client.GetFromJsonAsync<JsonElement>("/")).GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()).ToArray();
            Assert.Contains("tenure", columns);
            var rows = Enumerable.Range(0, 60).Select(i => new Dictionary<string, object?> { ["tenure"] = i, ["contract"] = i % 2 == 0 ? "One year" : "Month-to-month", ["monthly_charges"] = null }).ToArray();
            var alone = new List<string>();
            foreach (var row in rows)
            {
                alone.Add(await Ask(client, row));
            }

            var together = await Task.WhenAll(rows.Select(row => Ask(client, row)));
            Assert.Equal(alone, together);
            Assert.True(alone.Distinct().Count() > 20);
            using var wrong = await client.PostAsJsonAsync("/predict", new { tenure = "long" });
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Contains("tenure", await wrong.Content.ReadAsStringAsync());
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
    }

    private static async Task<string> Ask(HttpClient client, Dictionary<string, object?> row)
    {
        using var answer = await client.PostAsJsonAsync("/predict", row);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> Address(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var place)
            {
                // What it says later must be read as well, or its pipe fills up.
                _ = server.StandardOutput.ReadToEndAsync();
                return line[(place + Listening.Length)..].Trim();
            }
        }

        throw new InvalidOperationException("The server ended: " + await server.StandardError.ReadToEndAsync());
    }

    // The build puts every project's output side by side, under one name for each configuration.
    private static Process Start()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var folder = Path.Combine(own.Parent!.Parent!.FullName, "Scoring", own.Name);
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "Scoring.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
