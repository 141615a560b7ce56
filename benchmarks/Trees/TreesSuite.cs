using System.Globalization;

namespace MLNetTuning.Benchmarks.Trees;

/// <summary>Boosted trees and forests beside XGBoost and scikit-learn, each told the same.</summary>
internal sealed class TreesSuite : IBenchmarkSuite
{
    private static readonly int[] LeafCounts = [31, 255];
    private static readonly int[] ThreadCounts = [1, 2];
    private static readonly ITreeDataSet[] DataSets = [new HiggsData(), new FlightsData(), new LetterData(), new AdultData()];

    /// <inheritdoc/>
    public string Name => "trees";

    /// <inheritdoc/>
    public string Description => "boosted trees and forests: training, prediction, quality and memory, beside XGBoost and scikit-learn";

    /// <inheritdoc/>
    public IReadOnlyList<BenchmarkRow> Run(BenchmarkContext context)
    {
        var peers = TreePeer.Start(context);
        var rows = new List<BenchmarkRow>();
        foreach (var dataSet in DataSets)
        {
            rows.AddRange(Run(context, dataSet, peers));
        }

        foreach (var peer in peers)
        {
            peer.Dispose();
        }

        return rows;
    }

    private static List<BenchmarkRow> Run(BenchmarkContext context, ITreeDataSet dataSet, IReadOnlyList<TreePeer> peers)
    {
        var settings = Settings(dataSet).Where(s => context.Wants($"{dataSet.Name}, {s.FullName}")).ToArray();
        var memory = LeafCounts.Where(leaves => dataSet is HiggsData && context.Wants(TreeMemory.PartName(leaves))).ToArray();
        var rows = new List<BenchmarkRow>();
        if (settings.Length + memory.Length == 0 || dataSet.Load(context) is not { } data)
        {
            return rows;
        }

        var folder = Directory.CreateTempSubdirectory("trees").FullName;
        try
        {
            TreePeer.Write(data, folder);
            rows.AddRange(memory.Select(leaves => TreeMemory.Measure(context, folder, data, leaves)));
            foreach (var setting in settings)
            {
                var cell = new TreeCell(dataSet.Name, data, setting);
                cell.Measure(context, peers, folder);
                rows.AddRange(cell.Rows());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return rows;
    }

    private static IEnumerable<TreeSetting> Settings(ITreeDataSet dataSet)
    {
        foreach (var threads in ThreadCounts)
        {
            foreach (var leaves in LeafCounts)
            {
                yield return new TreeSetting(TreeKind.Boosting, leaves, threads);
            }

            if (dataSet is LetterData or AdultData)
            {
                yield return new TreeSetting(TreeKind.Forest, 0, threads);
            }
        }

        if (dataSet is FlightsData or AdultData)
        {
            yield return new TreeSetting(TreeKind.Categorical, LeafCounts[0], 1);
        }
    }
}
