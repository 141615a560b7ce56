namespace Microsoft.ML.Data;

/// <summary>Rows drawn with replacement, in the order of the data: how often each comes is drawn from a Poisson distribution of mean 1.</summary>
internal sealed class SampledDataView : IOrderedRows
{
    private readonly IOrderedRows _input;
    private readonly Lazy<int[]> _rows;

    /// <summary>Samples <paramref name="input"/>; where its rows cannot be visited in any order they are kept in memory first.</summary>
    public SampledDataView(IDataView input, int seed, bool complement)
    {
        _input = RowOrder.CanOrder(input) ? (IOrderedRows)input : new CacheDataView(input);
        _rows = new Lazy<int[]>(() => Draw(_input.CountRows(), new Random(seed), complement));
    }

    public DataViewSchema Schema => _input.Schema;

    public bool CanShuffle => true;

    public bool CanOrder => true;

    public long? GetRowCount() => null;

    public int CountRows() => _rows.Value.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        GetRowCursor(columnsNeeded, Order(rand));

    /// <param name="columnsNeeded">The columns the pass reads.</param>
    /// <param name="rows">Rows of the sample, not of the input.</param>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, int[] rows) =>
        new SampledCursor(_input.GetRowCursor(columnsNeeded, Array.ConvertAll(rows, row => _rows.Value[row])), Array.ConvertAll(rows, Copy));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        RowOrder.Cursors(this, columnsNeeded, Order(rand), n);

    private int[] Order(Random? rand) => rand is null ? RowOrder.Plain(CountRows()) : RowOrder.Shuffled(CountRows(), rand);

    /// <summary>How many of the rows before are the same row of the input; they stand side by side.</summary>
    private int Copy(int row)
    {
        var rows = _rows.Value;
        var first = row;
        while (first > 0 && rows[first - 1] == rows[row])
        {
            first--;
        }

        return row - first;
    }

    private static int[] Draw(int count, Random random, bool complement)
    {
        var rows = new List<int>(count);
        for (var row = 0; row < count; row++)
        {
            var times = Poisson(random);
            times = complement ? (times == 0 ? 1 : 0) : times;
            for (; times > 0; times--)
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    /// <summary>By the product of uniform numbers (Knuth, "The Art of Computer Programming" 2, 3.4.1).</summary>
    private static int Poisson(Random random)
    {
        var least = Math.Exp(-1);
        var times = 0;
        for (var product = random.NextDouble(); product > least; product *= random.NextDouble())
        {
            times++;
        }

        return times;
    }
}
