using MLNetTuning.Trainers.Boosting;

namespace Microsoft.ML.Trainers;

/// <summary>Contributions in trees: at each node on a row's way, its leaf's value less that of the leaf it would have come to by the other branch.</summary>
internal static class TreeContributions
{
    internal static void Add(Tree tree, ReadOnlySpan<float> features, Span<float> contributions)
    {
        if (tree.Left.Length == 0)
        {
            return;
        }

        var reached = tree.LeafValues[Leaf(tree, features, 0)];
        for (var node = 0; node >= 0;)
        {
            var goesLeft = GoesLeft(tree, features, node);
            var other = goesLeft ? tree.Right[node] : tree.Left[node];
            contributions[tree.SplitFeatures[node]] += reached - tree.LeafValues[Leaf(tree, features, other)];
            node = goesLeft ? tree.Left[node] : tree.Right[node];
        }
    }

    private static int Leaf(Tree tree, ReadOnlySpan<float> features, int node)
    {
        while (node >= 0)
        {
            node = GoesLeft(tree, features, node) ? tree.Left[node] : tree.Right[node];
        }

        return ~node;
    }

    private static bool GoesLeft(Tree tree, ReadOnlySpan<float> features, int node)
    {
        var value = features[tree.SplitFeatures[node]];
        return float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Thresholds[node];
    }
}
