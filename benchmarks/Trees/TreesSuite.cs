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
        var cells = Settings(dataSet).Select(setting => new TreeCell(dataSet.Name, setting)).Where(cell => context.Wants(cell.Name)).ToArray();
        var memory = LeafCounts.Where(leaves => dataSet is HiggsData && context.Wants(TreeMemory.PartName(leaves))).ToArray();
        var rows = new List<BenchmarkRow>();
        for (var round = 0; round < TreeCell.Rounds && cells.Any(c => !c.IsDone) | (round == 0 && memory.Length > 0); round++)
        {
            if (dataSet.Load(context, round) is not { } data)
            {
                return rows;
            }

            var folder = Directory.CreateTempSubdirectory("trees").FullName;
            try
            {
                TreePeer.Write(data, folder);
                rows.AddRange(round == 0 ? memory.Select(leaves => TreeMemory.Measure(context, folder, data, leaves)) : []);
                foreach (var cell in cells.Where(c => !c.IsDone))
                {
                    cell.Measure(context, data, peers, folder);
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return [.. rows, .. cells.SelectMany(cell => cell.Rows())];
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
