using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Keeps the data in memory: every column is read once, when it is first asked for.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnsToPrefetch">Columns read together with the first that is asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new CacheDataView(input, (columnsToPrefetch ?? []).Select(name => input.Schema.Find(name).Index).ToArray());
    }

    /// <summary>The rows whose value in a number column is at least the lower and less than the upper bound. NaN is left out.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnName">A column of type Single or Double.</param>
    /// <param name="lowerBound">The least value kept; default all.</param>
    /// <param name="upperBound">The first value not kept; default all, infinity too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type, or the bounds are not in order.</exception>
    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        if (!(lowerBound < upperBound))
        {
            throw new ArgumentOutOfRangeException(nameof(upperBound), upperBound, $"The upper bound has to be more than the lower bound {lowerBound}.");
        }

        var column = input.Schema.Find(columnName, "filter");
        if (!column.Type.Equals(NumberDataViewType.Single) && !column.Type.Equals(NumberDataViewType.Double))
        {
            throw SchemaErrors.WrongType(columnName, "filter", "Single or Double", column.Type.ToString()!);
        }

        return new FilteredDataView(input, RowTests.Range(column, lowerBound, upperBound));
    }

    /// <summary>The rows whose key lies in a part of the keys: key k of n stands at (k - 0.5) / n. The missing key is left out.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columnName">A key column.</param>
    /// <param name="lowerBound">Where the part starts, 0 to 1. Default 0.</param>
    /// <param name="upperBound">Where it ends, itself not in it, 0 to 1. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no key, or the bounds are out of range or not in order.</exception>
    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        if (!(lowerBound >= 0 && upperBound <= 1 && lowerBound <= upperBound))
        {
            throw new ArgumentOutOfRangeException(nameof(upperBound), upperBound, $"The bounds are {lowerBound} and {upperBound}; they are within 0 to 1, the lower not above the upper.");
        }

        var column = input.Schema.Find(columnName, "filter");
        return column.Type is KeyDataViewType type
            ? new FilteredDataView(input, RowTests.KeyRange(column, type, lowerBound, upperBound))
            : throw SchemaErrors.WrongType(columnName, "filter", "Key", column.Type.ToString()!);
    }

    /// <summary>The rows without a missing value: NaN in numbers, 0 in keys; for a vector, in any slot.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columns">The columns looked at, one or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">No column is named, or one is missing or has no missing value.</exception>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (columns is not { Length: > 0 })
        {
            throw new ArgumentOutOfRangeException(nameof(columns), "Name at least one column.");
        }

        return new FilteredDataView(input, RowTests.NotMissing(columns.Select(name => input.Schema.Find(name, "filter")).ToArray()));
    }

    /// <summary>A bootstrap sample: every row comes as often as a Poisson distribution of mean 1 says, in the order of the data.</summary>
    /// <param name="input">The data.</param>
    /// <param name="seed">Fixes the sample; null takes it from the context.</param>
    /// <param name="complement">True gives the rows that are not in the sample of the same seed, once each. Default false.</param>
    public IDataView BootstrapSample(IDataView input, int? seed = null, bool complement = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SampledDataView(input, seed ?? Context.NextSeed(), complement);
    }

    /// <summary>The rows in a random order, the same in every pass.</summary>
    /// <param name="input">The data.</param>
    /// <param name="seed">Fixes the order; null takes it from the context.</param>
    /// <param name="shufflePoolSize">With <paramref name="shuffleSource"/> false: how many rows wait in the pool that rows leave at random. Default 1000.</param>
    /// <param name="shuffleSource">True (default) shuffles all rows; false only those that meet in the pool.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pool is not 1 or more.</exception>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shufflePoolSize);
        return new ShuffledDataView(input, seed ?? Context.NextSeed(), shuffleSource ? null : shufflePoolSize);
    }

    /// <summary>All rows but the first ones.</summary>
    /// <param name="input">The data.</param>
    /// <param name="count">How many are left out, 1 or more.</param>
    public IDataView SkipRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new SliceDataView(input, count, long.MaxValue);
    }

    /// <summary>The first rows.</summary>
    /// <param name="input">The data.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    public IDataView TakeRows(IDataView input, long count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new SliceDataView(input, 0, count);
    }
}
