using System.Globalization;
using System.Runtime.InteropServices;
using MLNetTuning.Trainers;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Trains on files of raw floats in this process and tells its peak memory. Started by the suite <c>trees</c>.</summary>
internal sealed class TreeMemorySuite : IBenchmarkSuite
{
    public const string SuiteName = "trees-memory";
    public const string Base = "runtime";
    public const string Peak = "peak";

    private const int WarmRows = 2000;

    /// <inheritdoc/>
    public string Name => SuiteName;

    /// <inheritdoc/>
    public string Description => "peak memory of boosting in this process, on the files of --data; --part COLUMNS,LEAVES (the suite trees runs it)";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var numbers = (context.Part ?? string.Empty).Split(',').Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        if (context.DataFolder is null || numbers is not [> 0, > 1])
        {
            context.Output.WriteLine("The suite trees starts this one; by hand it needs --data FOLDER and --part COLUMNS,LEAVES.");
            return [];
        }

        var (columns, leaves) = (numbers[0], numbers[1]);

        // Once on few rows, so that the code is compiled and counts as the runtime's.
        Train(context, Read(context.DataFolder, columns, WarmRows), leaves);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Megabytes("VmHWM:");
        Train(context, Read(context.DataFolder, columns, int.MaxValue), leaves);
        return [Row(Base, before), Row(Peak, Megabytes("VmHWM:"))];

        static BenchmarkRow Row(string name, double value) => new(name, "MB", value, null, string.Empty, null) { LowerIsBetter = true };
    }

    private static void Train(BenchmarkContext context, TrainingData train, int leaves)
    {
        var data = new TreeData(PredictionTask.Binary, 0, train, train.Select([0]), []);
        OurTrees.Fit(context, data, new TreeSetting(TreeKind.Boosting, leaves, 2));
    }

    private static TrainingData Read(string folder, int columns, int mostRows)
    {
        var rows = (int)Math.Min(mostRows, new FileInfo(Path.Combine(folder, "train_labels")).Length / sizeof(float));
        return new TrainingData(new FloatMatrix(rows, columns, ReadFloats("train", rows * columns)), ReadFloats("train_labels", rows));

        float[] ReadFloats(string name, int count)
        {
            var values = GC.AllocateUninitializedArray<float>(count);
            using var file = File.OpenRead(Path.Combine(folder, name));
            file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }

    // The system's own count of the most memory held so far; where there is none, the runtime's.
    private static double Megabytes(string field)
    {
        const string Status = "/proc/self/status";
        if (!File.Exists(Status))
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / (double)(1 << 20);
        }

        var line = File.ReadLines(Status).Single(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
