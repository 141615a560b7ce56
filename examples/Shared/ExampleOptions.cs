using System.Globalization;

namespace MLNetTuning.Examples;

/// <summary>What the examples' command lines may say.</summary>
/// <param name="Seed">Seed of the split and the search; default 1.</param>
/// <param name="Seconds">Time limit of the search; default 40.</param>
/// <param name="Trials">Trial limit of the search, or null. With a trial limit there is no time limit, so that equal seeds print equal numbers.</param>
/// <param name="DataPath">The table, or null for the example's own.</param>
/// <param name="OutputFolder">Where models are saved; default the folder <c>models</c> beside the program.</param>
internal sealed record ExampleOptions(int Seed, int Seconds, int? Trials, string? DataPath, string OutputFolder)
{
    private const string Usage = "usage: [--seed N] [--time SECONDS] [--trials N] [--data FILE] [--out FOLDER]";

    internal static ExampleOptions Parse(string[] args)
    {
        var options = new ExampleOptions(1, 40, null, null, Path.Combine(AppContext.BaseDirectory, "models"));
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                throw new ArgumentException($"{args[i]} needs a value; {Usage}");
            }

            options = args[i] switch
            {
                "--seed" => options with { Seed = Number(args, i, 0) },
                "--time" => options with { Seconds = Number(args, i, 1) },
                "--trials" => options with { Trials = Number(args, i, 1) },
                "--data" => options with { DataPath = args[i + 1] },
                "--out" => options with { OutputFolder = args[i + 1] },
                _ => throw new ArgumentException($"unknown option {args[i]}; {Usage}"),
            };
        }

        return options;
    }

    /// <summary>The path of a file under <c>examples/data</c>, which the build copies beside the program.</summary>
    internal string Data(string file) => DataPath ?? Path.Combine(AppContext.BaseDirectory, "data", file);

    private static int Number(string[] args, int option, int minimum) =>
        int.TryParse(args[option + 1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= minimum
            ? value
            : throw new ArgumentException($"{args[option]} {args[option + 1]}: give a whole number of {minimum} or more; {Usage}");
}
