using MLNetTuning.Trainers.Boosting;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>The attributes of a TreeEnsembleRegressor node: all trees in parallel arrays.</summary>
/// <remarks>
/// https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleRegressor.html. A split on a set of categories becomes one BRANCH_EQ node per category, all
/// leading to the same left child; what equals none, as NaN does, ends on the right.
/// </remarks>
internal sealed class TreeEnsembleNode
{
    private const string AtMost = "BRANCH_LEQ";
    private const string Equal = "BRANCH_EQ";
    private const string LeafMode = "LEAF";

    private readonly List<long> _trees = [];
    private readonly List<long> _ids = [];
    private readonly List<long> _features = [];
    private readonly List<string> _modes = [];
    private readonly List<float> _values = [];
    private readonly List<long> _true = [];
    private readonly List<long> _false = [];
    private readonly List<long> _missingTrue = [];
    private readonly List<long> _leafTrees = [];
    private readonly List<long> _leafIds = [];
    private readonly List<long> _leafTargets = [];
    private readonly List<float> _leafWeights = [];

    /// <summary>The attributes for a model.</summary>
    /// <exception cref="ArgumentException">It has a category above 2^24.</exception>
    public static OnnxAttribute[] Of(TreeEnsembleModel model)
    {
        if (model.Trees.Any(t => t.CategorySets.Any(s => s is not null && s[^1] > 1 << 24)))
        {
            throw new ArgumentException("A split names a category above 16777216, which 32-bit floats do not hold; such a model cannot be written as ONNX.", nameof(model));
        }

        var node = new TreeEnsembleNode();
        for (var t = 0; t < model.Trees.Count; t++)
        {
            node.Add(model.Trees[t], t, t % model.Outputs);
        }

        for (var output = 0; output < model.Outputs && model.Trees.Count == 0; output++)
        {
            // The operator forgets the base of an output no leaf adds to.
            node.Leaf(output, 0, output, 0);
        }

        return
        [
            OnnxAttribute.Of("aggregate_function", "SUM"),
            OnnxAttribute.Of("base_values", model.BaseScores),
            OnnxAttribute.Of("n_targets", model.Outputs),
            OnnxAttribute.Of("nodes_falsenodeids", [.. node._false]),
            OnnxAttribute.Of("nodes_featureids", [.. node._features]),
            OnnxAttribute.Of("nodes_missing_value_tracks_true", [.. node._missingTrue]),
            OnnxAttribute.Of("nodes_modes", node._modes),
            OnnxAttribute.Of("nodes_nodeids", [.. node._ids]),
            OnnxAttribute.Of("nodes_treeids", [.. node._trees]),
            OnnxAttribute.Of("nodes_truenodeids", [.. node._true]),
            OnnxAttribute.Of("nodes_values", [.. node._values]),
            OnnxAttribute.Of("post_transform", "NONE"),
            OnnxAttribute.Of("target_ids", [.. node._leafTargets]),
            OnnxAttribute.Of("target_nodeids", [.. node._leafIds]),
            OnnxAttribute.Of("target_treeids", [.. node._leafTrees]),
            OnnxAttribute.Of("target_weights", [.. node._leafWeights]),
        ];
    }

    private void Add(Tree tree, int number, int target)
    {
        // Nodes first, in their order, each followed by the rest of its chain; then the leaves.
        var first = new long[tree.Nodes];
        long next = 0;
        for (var node = 0; node < tree.Nodes; node++)
        {
            first[node] = next;
            next += Set(tree, node)?.Length ?? 1;
        }

        for (var node = 0; node < tree.Nodes; node++)
        {
            var (left, right) = (Id(tree.Left[node]), Id(tree.Right[node]));
            if (Set(tree, node) is not { } set)
            {
                Branch(number, first[node], tree.SplitFeatures[node], AtMost, tree.Thresholds[node], left, right);
                _missingTrue[^1] = tree.MissingGoesLeft[node] ? 1 : 0;
                continue;
            }

            for (var i = 0; i < set.Length; i++)
            {
                var id = first[node] + i;
                Branch(number, id, tree.SplitFeatures[node], Equal, set[i], left, i + 1 < set.Length ? id + 1 : right);
            }
        }

        for (var leaf = 0; leaf < tree.Leaves; leaf++)
        {
            Leaf(number, next + leaf, target, tree.LeafValues[leaf]);
        }

        long Id(int child) => child >= 0 ? first[child] : next + ~child;
    }

    private static int[]? Set(Tree tree, int node) => tree.CategorySets.Length > 0 ? tree.CategorySets[node] : null;

    private void Leaf(long tree, long id, long target, float value)
    {
        Branch(tree, id, 0, LeafMode, 0, 0, 0);
        _leafTrees.Add(tree);
        _leafIds.Add(id);
        _leafTargets.Add(target);
        _leafWeights.Add(value);
    }

    private void Branch(long tree, long id, long feature, string mode, float value, long onTrue, long onFalse)
    {
        _trees.Add(tree);
        _ids.Add(id);
        _features.Add(feature);
        _modes.Add(mode);
        _values.Add(value);
        _true.Add(onTrue);
        _false.Add(onFalse);
        _missingTrue.Add(0);
    }
}
