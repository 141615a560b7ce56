namespace MLNetTuning.Trainers.Training;

/// <summary>The order in which an epoch visits the rows.</summary>
internal static class RowOrder
{
    /// <summary>A new order from seed and epoch alone (Fisher and Yates).</summary>
    /// <param name="order">[out] Every row number once.</param>
    /// <param name="seed">The session's seed.</param>
    /// <param name="epoch">Epochs done before.</param>
    public static void Fill(Span<int> order, int seed, int epoch) => Fill(order, SeededRandom.For(seed, RandomUse.RowOrder, epoch));

    /// <summary>A new order for each member of an ensemble that has batches of its own, one behind the other; the first is that of all without.</summary>
    /// <param name="orders">[out] Members times every row number.</param>
    /// <param name="members">How many.</param>
    /// <param name="seed">The session's seed.</param>
    /// <param name="epoch">Epochs done before.</param>
    public static void FillMembers(Span<int> orders, int members, int seed, int epoch)
    {
        var rows = orders.Length / members;
        Fill(orders[..rows], seed, epoch);
        for (var member = 1; member < members; member++)
        {
            Fill(orders.Slice(member * rows, rows), SeededRandom.For(seed, RandomUse.MemberRows, unchecked((epoch * members) + member)));
        }
    }

    /// <summary>A new order from a random stream.</summary>
    public static void Fill(Span<int> order, SeededRandom random)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
