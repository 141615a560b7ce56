using System.Globalization;

namespace MLNetTuning.Benchmarks.Sweepers;

/// <summary>The recorded curves of one file: the best validation loss so far after each epoch, a row for each network of the grid.</summary>
internal sealed class CurveTable
{
    private readonly double[][] _bestSoFar;

    private CurveTable(string name, double[][] bestSoFar)
    {
        Name = name;
        _bestSoFar = bestSoFar;
        Best = bestSoFar.Min(curve => curve[^1]);
    }

    public string Name { get; }

    /// <summary>The smallest loss of any network at any epoch.</summary>
    public double Best { get; }

    public static string PathIn(string folder, string name) => Path.Combine(folder, name + ".csv");

    public static CurveTable Read(string name)
    {
        string path = PathIn(Path.Combine(AppContext.BaseDirectory, "Sweepers", "curves"), name);
        return new CurveTable(name, [.. File.ReadLines(path).Select(Curve)]);
    }

    /// <summary>The best loss a network had up to an epoch; infinite when it diverged at once.</summary>
    public double Loss(int row, int epoch) => _bestSoFar[row][epoch - 1];

    private static double[] Curve(string line)
    {
        double best = double.PositiveInfinity;
        return [.. line.Split(',').Select(text => best = Math.Min(best, text.Length == 0 ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture)))];
    }
}
