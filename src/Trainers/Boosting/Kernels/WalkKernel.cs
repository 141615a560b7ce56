using System.Runtime.CompilerServices;
using MLNetTuning.Trainers.Boosting.Predicting;

namespace MLNetTuning.Trainers.Boosting.Kernels;

/// <summary>Walks rows down a tree, several at a time, so that one row's wait for memory is another's work.</summary>
internal static unsafe class WalkKernel
{
    private const int Together = 8;

    /// <summary>Finds the leaf of each row.</summary>
    /// <param name="nodes">The nodes of all trees.</param>
    /// <param name="root">Where the tree starts.</param>
    /// <param name="values">The first row.</param>
    /// <param name="columns">Values from row to row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="places">Receives where each row ended.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Walk(FlatNode* nodes, int root, float* values, nint columns, int rows, int* places)
    {
        var i = 0;
        if (nodes[root].Left == root)
        {
            new Span<int>(places, rows).Fill(root);
            return;
        }

        for (; i <= rows - Together; i += Together)
        {
            var (p0, p1, p2, p3, p4, p5, p6, p7) = (root, root, root, root, root, root, root, root);
            var row = values + (i * columns);
            int moved;
            do
            {
                var (b0, b1, b2, b3, b4, b5, b6, b7) = (p0, p1, p2, p3, p4, p5, p6, p7);
                p0 = Next(nodes + p0, row);
                p1 = Next(nodes + p1, row + columns);
                p2 = Next(nodes + p2, row + (2 * columns));
                p3 = Next(nodes + p3, row + (3 * columns));
                p4 = Next(nodes + p4, row + (4 * columns));
                p5 = Next(nodes + p5, row + (5 * columns));
                p6 = Next(nodes + p6, row + (6 * columns));
                p7 = Next(nodes + p7, row + (7 * columns));

                // A leaf leads to itself: when nothing has moved, all rows have arrived.
                moved = (b0 ^ p0) | (b1 ^ p1) | (b2 ^ p2) | (b3 ^ p3) | (b4 ^ p4) | (b5 ^ p5) | (b6 ^ p6) | (b7 ^ p7);
            }
            while (moved != 0);

            var place = places + i;
            (place[0], place[1], place[2], place[3]) = (p0, p1, p2, p3);
            (place[4], place[5], place[6], place[7]) = (p4, p5, p6, p7);
        }

        for (; i < rows; i++)
        {
            var place = root;
            while (nodes[place].Left != place)
            {
                place = Next(nodes + place, values + (i * columns));
            }

            places[i] = place;
        }
    }

    /// <summary>The child a row goes to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Next(FlatNode* node, float* row)
    {
        var value = row[node->Column];
        var isAbove = value > node->Threshold;
        var isMissing = float.IsNaN(value);
        return node->Left + (*(byte*)&isAbove | (*(byte*)&isMissing & node->MissingRight));
    }
}
