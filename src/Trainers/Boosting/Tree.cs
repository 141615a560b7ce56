namespace MLNetTuning.Trainers.Boosting;

/// <summary>A decision tree in flat arrays. A row goes left when its value is at or below the threshold.</summary>
/// <remarks>A child of 0 or more is a node; a negative child c is the leaf ~c. The root is node 0; a tree without nodes is leaf 0.</remarks>
public sealed class Tree
{
    private float[] _gains = [];
    private int[] _leafRows = [];
    private int[]?[] _categorySets = [];

    /// <summary>Wraps the arrays without copying, after checking that they make a tree.</summary>
    /// <param name="splitFeatures">The column each node looks at, 0 or more.</param>
    /// <param name="thresholds">Values at or below go left; not NaN, +infinity parts numbers from missing values.</param>
    /// <param name="left">The left child of each node.</param>
    /// <param name="right">The right child of each node.</param>
    /// <param name="missingGoesLeft">Where a row without the value (NaN) goes.</param>
    /// <param name="leafValues">The value of each leaf, one more than there are nodes, finite.</param>
    /// <exception cref="ArgumentException">The arrays do not describe a tree.</exception>
    public Tree(int[] splitFeatures, float[] thresholds, int[] left, int[] right, bool[] missingGoesLeft, float[] leafValues)
    {
        ArgumentNullException.ThrowIfNull(splitFeatures);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(missingGoesLeft);
        ArgumentNullException.ThrowIfNull(leafValues);
        SplitFeatures = splitFeatures;
        Thresholds = thresholds;
        Left = left;
        Right = right;
        MissingGoesLeft = missingGoesLeft;
        LeafValues = leafValues;
        TreeCheck.Throw(this);
    }

    /// <summary>The column each node looks at.</summary>
    public int[] SplitFeatures { get; }

    /// <summary>Values at or below go left.</summary>
    public float[] Thresholds { get; }

    /// <summary>The left child of each node: a node, or ~leaf.</summary>
    public int[] Left { get; }

    /// <summary>The right child of each node: a node, or ~leaf.</summary>
    public int[] Right { get; }

    /// <summary>Where a row without the value (NaN) goes.</summary>
    public bool[] MissingGoesLeft { get; }

    /// <summary>The value of each leaf.</summary>
    public float[] LeafValues { get; }

    /// <summary>What each split gained in training, or empty when unknown.</summary>
    /// <exception cref="ArgumentException">Neither empty nor one per node.</exception>
    public float[] Gains
    {
        get => _gains;
        init => _gains = value.Length == 0 || value.Length == Nodes ? value : throw new ArgumentException($"{value.Length} gains were given for {Nodes} nodes.");
    }

    /// <summary>Training rows in each leaf, or empty when unknown.</summary>
    /// <exception cref="ArgumentException">Neither empty nor one per leaf.</exception>
    public int[] LeafRows
    {
        get => _leafRows;
        init => _leafRows = value.Length == 0 || value.Length == Leaves ? value : throw new ArgumentException($"{value.Length} row counts were given for {Leaves} leaves.");
    }

    /// <summary>
    /// Empty when all nodes compare with thresholds; else one entry per node: null there, or the category codes that go left, rising. All else goes
    /// right at such a node, also what is missing or no code, and its threshold has no meaning.
    /// </summary>
    /// <exception cref="ArgumentException">Neither empty nor one per node, or a set is empty or does not rise from 0 on.</exception>
    public int[]?[] CategorySets
    {
        get => _categorySets;
        init
        {
            TreeCheck.Sets(value, Nodes);
            _categorySets = value;
        }
    }

    /// <summary>Number of nodes.</summary>
    public int Nodes => SplitFeatures.Length;

    /// <summary>Number of leaves, nodes + 1.</summary>
    public int Leaves => LeafValues.Length;

    /// <summary>The leaf a row falls into.</summary>
    /// <param name="row">One value per column; NaN stands for missing.</param>
    public int Leaf(ReadOnlySpan<float> row)
    {
        var node = Nodes == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = GoesLeft(node, row) ? Left[node] : Right[node];
        }

        return ~node;
    }

    /// <summary>The value a row gets.</summary>
    /// <param name="row">One value per column; NaN stands for missing.</param>
    public float Predict(ReadOnlySpan<float> row) => LeafValues[Leaf(row)];

    /// <summary>The same tree with other values in its leaves; all else is shared.</summary>
    internal Tree WithLeafValues(float[] leafValues) => new(SplitFeatures, Thresholds, Left, Right, MissingGoesLeft, leafValues)
    {
        Gains = Gains,
        LeafRows = LeafRows,
        CategorySets = CategorySets,
    };

    /// <summary>Whether another tree sends every row to the leaf of the same number, as it shares the nodes.</summary>
    internal bool SharesNodes(Tree other) => ReferenceEquals(SplitFeatures, other.SplitFeatures) && ReferenceEquals(Thresholds, other.Thresholds);

    /// <summary>Where a row goes at a node.</summary>
    internal bool GoesLeft(int node, ReadOnlySpan<float> row)
    {
        var value = row[SplitFeatures[node]];
        if (_categorySets.Length > 0 && _categorySets[node] is { } set)
        {
            // A cast of NaN or of a large number gives a code that is in no set or is not equal to it.
            return value == (int)value && Array.BinarySearch(set, (int)value) >= 0;
        }

        // A comparison with NaN is false, so each form sends missing values where they belong.
        return MissingGoesLeft[node] ? !(value > Thresholds[node]) : value <= Thresholds[node];
    }
}
