namespace Microsoft.ML.Data;

/// <summary>Rows in a random order, the same in every plain pass.</summary>
internal sealed class ShuffledDataView : IOrderedRows
{
    private readonly IOrderedRows _input;
    private readonly Lazy<int[]> _order;

    /// <summary>Shuffles <paramref name="input"/>; where its rows cannot be visited in any order they are kept in memory first.</summary>
    /// <param name="input">The data.</param>
    /// <param name="seed">Fixes the order.</param>
    /// <param name="poolSize">Null shuffles all rows; otherwise rows pass through a pool of this size and leave it at random.</param>
    public ShuffledDataView(IDataView input, int seed, int? poolSize)
    {
        _input = RowOrder.CanOrder(input) ? (IOrderedRows)input : new CacheDataView(input);
        _order = new Lazy<int[]>(() =>
        {
            var random = new Random(seed);
            return poolSize is { } size ? ThroughPool(_input.CountRows(), size, random) : RowOrder.Shuffled(_input.CountRows(), random);
        });
    }

    public DataViewSchema Schema => _input.Schema;

    public bool CanShuffle => true;

    public bool CanOrder => true;

    public long? GetRowCount() => _input.GetRowCount();

    public int CountRows() => _input.CountRows();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        _input.GetRowCursor(columnsNeeded, Ordered(rand));

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows) =>
        _input.GetRowCursor(columnsNeeded, Array.ConvertAll(rows, row => _order.Value[row]));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        RowOrder.Cursors(_input, columnsNeeded, Ordered(rand), n);

    private int[] Ordered(Random? rand) => rand is null ? _order.Value : RowOrder.Shuffled(CountRows(), rand);

    private static int[] ThroughPool(int count, int size, Random random)
    {
        var pool = Enumerable.Range(0, Math.Min(size, count)).ToArray();
        var order = new int[count];
        var next = pool.Length;
        var held = pool.Length;
        for (var i = 0; i < count; i++)
        {
            var at = random.Next(held);
            order[i] = pool[at];
            pool[at] = next < count ? next++ : pool[--held];
        }

        return order;
    }
}
