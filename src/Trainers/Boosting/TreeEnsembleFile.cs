using MLNetTuning.Trainers.Serialization;

namespace MLNetTuning.Trainers.Boosting;

/// <summary>The file format of tree ensembles.</summary>
internal static class TreeEnsembleFile
{
    private const string Magic = "MLNTTREE";
    private const int Version = 4;
    private const int Most = 1 << 28;

    public static void Write(TreeEnsembleModel model, Stream stream)
    {
        using var writer = new ModelWriter(stream, Magic, Version);
        writer.Write(model.Inputs);
        writer.Write<float>(model.BaseScores);
        writer.Write((int)model.Link);
        writer.Write(model.Trees.Count);
        for (var t = 0; t < model.Trees.Count; t++)
        {
            // From version 4 on: a forest of several classes has the same nodes for each class.
            var tree = model.Trees[t];
            var shares = t > 0 && tree.SharesNodes(model.Trees[t - 1]);
            writer.Write(shares ? 1 : 0);
            if (shares)
            {
                writer.Write<float>(tree.LeafValues);
                continue;
            }

            writer.Write<int>(tree.SplitFeatures);
            writer.Write<float>(tree.Thresholds);
            writer.Write<int>(tree.Left);
            writer.Write<int>(tree.Right);
            writer.Write<bool>(tree.MissingGoesLeft);
            writer.Write<float>(tree.LeafValues);
            writer.Write<float>(tree.Gains);
            writer.Write<int>(tree.LeafRows);
            writer.Write(tree.CategorySets.Length);
            foreach (var set in tree.CategorySets)
            {
                writer.Write<int>(set ?? []);
            }
        }
    }

    public static TreeEnsembleModel Read(Stream stream)
    {
        var reader = new ModelReader(stream, Magic, Version, "a tree ensemble");
        var inputs = reader.Int("the number of columns", 0, Most);
        var baseScores = reader.Array<float>(Most);
        var link = reader.Version < 3 ? ScoreLink.Identity : (ScoreLink)reader.Int("the link", 0, (int)ScoreLink.Exponential);
        var count = reader.Int("the number of trees", 0, Most);
        var trees = new List<Tree>();
        try
        {
            for (var t = 0; t < count; t++)
            {
                var shares = reader.Version >= 4 && reader.Int("whether a tree shares its nodes", 0, t > 0 ? 1 : 0) == 1;
                trees.Add(shares ? trees[^1].WithLeafValues(reader.Array<float>(Most)) : ReadTree(reader));
            }

            return new TreeEnsembleModel(inputs, baseScores, trees) { Link = link };
        }
        catch (ArgumentException e)
        {
            throw reader.Damaged(e.Message.TrimEnd('.'), e);
        }
    }

    private static Tree ReadTree(ModelReader reader)
    {
        var features = reader.Array<int>(Most);
        var thresholds = reader.Array<float>(Most);
        var left = reader.Array<int>(Most);
        var right = reader.Array<int>(Most);
        var missing = Array.ConvertAll(reader.Array<byte>(Most), b => b != 0);
        var values = reader.Array<float>(Most);
        var gains = reader.Array<float>(Most);
        var rows = reader.Array<int>(Most);
        var sets = reader.Version < 2 ? [] : new int[]?[reader.Int("the number of category sets", 0, Math.Max(0, values.Length - 1))];
        for (var i = 0; i < sets.Length; i++)
        {
            var set = reader.Array<int>(Most);
            sets[i] = set.Length == 0 ? null : set;
        }

        return new Tree(features, thresholds, left, right, missing, values) { Gains = gains, LeafRows = rows, CategorySets = sets };
    }
}
