namespace MLNetTuning.Benchmarks;

/// <summary>The command line: a suite's name, and where to write its report.</summary>
internal static class BenchmarkProgram
{
    private static readonly string[] OptionNames = ["--json", "--data", "--part", "--time", "--splits"];

    /// <returns>0 when the suite ran, 2 when the command line cannot be followed.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        var suites = FindSuites();
        if (args.Length == 0)
        {
            output.WriteLine("Usage: dotnet run -c Release --project benchmarks -- SUITE [--json FILE] [--data FOLDER] [--part NAME] [--time SECONDS] [--splits N]");
            output.WriteLine("With --json the report is written to FILE, and as a table beside it (.md). --data names a folder with real files, which some");
            output.WriteLine("suites read. --part runs only those parts of a suite whose name holds NAME. --time and --splits are for the suite quality. Suites:");
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

        if (!TryReadOptions(args[1..], out var options))
        {
            error.WriteLine($"After the suite come {string.Join(", ", OptionNames)}, each with its value; given was: {string.Join(' ', args[1..])}");
            return 2;
        }

        var context = new BenchmarkContext(output, clock) { DataFolder = options.GetValueOrDefault("--data"), Part = options.GetValueOrDefault("--part") };
        if (options.TryGetValue("--time", out var time))
        {
            context = context with { Seconds = int.Parse(time, System.Globalization.CultureInfo.InvariantCulture) };
        }

        if (options.TryGetValue("--splits", out var splits))
        {
            context = context with { Splits = int.Parse(splits, System.Globalization.CultureInfo.InvariantCulture) };
        }

        var report = BenchmarkReport.Of(chosen, context, chosen.Run(context));
        output.WriteLine(report.ToMarkdown());
        if (options.TryGetValue("--json", out var file))
        {
            File.WriteAllText(file, report.ToJson());
            File.WriteAllText(Path.ChangeExtension(file, ".md"), report.ToMarkdown());
        }

        return 0;
    }

    /// <summary>All suites of this program, by name.</summary>
    public static IReadOnlyList<IBenchmarkSuite> FindSuites() =>
        [.. typeof(BenchmarkProgram).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IBenchmarkSuite)))
            .Select(type => (IBenchmarkSuite)Activator.CreateInstance(type)!)
            .OrderBy(suite => suite.Name, StringComparer.Ordinal)];

    private static bool TryReadOptions(string[] args, out Dictionary<string, string> options)
    {
        options = new Dictionary<string, string>(StringComparer.Ordinal);
        if (args.Length % 2 != 0)
        {
            return false;
        }

        for (var i = 0; i < args.Length; i += 2)
        {
            if (!OptionNames.Contains(args[i]) || !options.TryAdd(args[i], args[i + 1]))
            {
                return false;
            }
        }

        return true;
    }
}
