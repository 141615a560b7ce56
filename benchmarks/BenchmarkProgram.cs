namespace MLNetTuning.Benchmarks;

/// <summary>The command line: a suite's name, and where to write its report.</summary>
internal static class BenchmarkProgram
{
    /// <returns>0 when the suite ran, 2 when the command line cannot be followed.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var suites = FindSuites();
        if (args.Length == 0)
        {
            output.WriteLine("Usage: dotnet run -c Release --project benchmarks -- SUITE [--json FILE]");
            output.WriteLine("With --json the report is written to FILE, and as a table beside it (.md). Suites:");
            foreach (var suite in suites)
            {
                output.WriteLine($"  {suite.Name,-24} {suite.Description}");
            }

            return 0;
        }

        var chosen = suites.FirstOrDefault(s => s.Name == args[0]);
        if (chosen is null)
        {
            error.WriteLine($"There is no suite '{args[0]}'. Suites: {string.Join(", ", suites.Select(s => s.Name))}.");
            return 2;
        }

        if (args.Length is not 1 and not 3 || (args.Length == 3 && args[1] != "--json"))
        {
            error.WriteLine($"After the suite comes nothing, or --json and a file; given was: {string.Join(' ', args[1..])}");
            return 2;
        }

        var context = new BenchmarkContext(output, clock);
        var report = BenchmarkReport.Of(chosen, context, chosen.Run(context));
        output.WriteLine(report.ToMarkdown());
        if (args.Length == 3)
        {
            File.WriteAllText(args[2], report.ToJson());
            File.WriteAllText(Path.ChangeExtension(args[2], ".md"), report.ToMarkdown());
        }

        return 0;
    }

    /// <summary>All suites of this program, by name.</summary>
    public static IReadOnlyList<IBenchmarkSuite> FindSuites() =>
        [.. typeof(BenchmarkProgram).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmarkSuite)))
            .Select(type => (IBenchmarkSuite)Activator.CreateInstance(type)!)
            .OrderBy(suite => suite.Name, StringComparer.Ordinal)];
}
