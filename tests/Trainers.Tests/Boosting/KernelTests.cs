using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;
using MLNetTuning.Trainers.Boosting.Kernels;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Tests.Boosting;

public sealed unsafe class KernelTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 9, 1)]
    [InlineData(100, 3, 1)]
    [InlineData(1023, 8, 1)]
    [InlineData(1025, 13, 2)]
    [InlineData(5000, 28, 3)]
    [InlineData(20000, 31, 4)]
    public void Build_AnySize_EqualsNaiveSums(int rows, int columns, int threads)
    {
        var features = Rows.Features(rows, columns, 300, rows, missing: 0.05);
        var matrix = Binner.Bin(features, new BoostingOptions { MaxBins = 250 }, default);
        var gradients = Gradients(rows);
        var list = Enumerable.Range(0, rows).Where(i => i % 3 != 1).ToArray();
        var histogram = new long[2 * matrix.TotalBins];
        Array.Fill(histogram, -7);
        new HistogramBuilder(matrix, new WorkTeam(threads)).Build(list, gradients, histogram, default);
        var expected = new long[histogram.Length];
        foreach (var row in list)
        {
            for (var c = 0; c < matrix.Columns; c++)
            {
                var bin = matrix.Offsets[c] + matrix.Bins[(row * matrix.Columns) + c];
                expected[2 * bin] += gradients.Pairs[2 * row];
                expected[(2 * bin) + 1] += ((long)gradients.Pairs[(2 * row) + 1] << gradients.CountBits) + 1;
            }
        }

        Assert.Equal(expected, histogram);
    }

    [Theory]
    [InlineData(2, 3, 1, true, true)]
    [InlineData(500, 9, 1, false, true)]
    [InlineData(3000, 5, 1, true, false)]
    [InlineData(9000, 12, 3, false, false)]
    [InlineData(40000, 7, 4, true, true)]
    [InlineData(40000, 7, 2, false, false)]
    public void Part_AnyPieces_PartsInOrderAndBuildsTheHistogramOfOneChild(int rows, int columns, int threads, bool buildLeft, bool hasColumns)
    {
        var features = Rows.Features(rows, columns, 40, rows, missing: 0.05);
        var made = Binner.Bin(features, new BoostingOptions { MaxBins = 250 }, default);
        var matrix = hasColumns ? made : new BinnedMatrix(rows, made.Features, made.Bins, null);
        var gradients = Gradients(rows);
        var list = Enumerable.Range(0, rows).Where(i => i % 5 != 1).ToArray();
        var feature = matrix.Columns - 1;
        var goesLeft = Enumerable.Range(0, 256).Select(bin => (byte)(bin % 3 == 0 ? 1 : 0)).ToArray();
        bool IsLeft(int row) => goesLeft[matrix.Bins[(row * matrix.Columns) + feature]] == 1;
        var left = list.Where(IsLeft).ToArray();
        var right = list.Where(r => !IsLeft(r)).ToArray();
        var builder = new HistogramBuilder(matrix, new WorkTeam(threads));
        var expected = new long[2 * matrix.TotalBins];
        builder.Build(buildLeft ? left : right, gradients, expected, default);
        var histogram = new long[expected.Length];
        Array.Fill(histogram, 3);
        var count = builder.Part(list, new int[list.Length], new RowCut(feature, goesLeft, buildLeft), gradients, histogram, default);
        Assert.Equal(left.Length, count);
        Assert.Equal([.. left, .. right], list);
        Assert.Equal(expected, histogram);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(101)]
    public void Subtract_AnyLength_SubtractsEach(int length)
    {
        var random = new Random(length);
        var from = Enumerable.Range(0, length).Select(_ => random.NextInt64()).ToArray();
        var other = from.Select(_ => random.NextInt64()).ToArray();
        var expected = from.Zip(other, (a, b) => unchecked(a - b)).ToArray();
        fixed (long* a = from, b = other)
        {
            HistogramKernel.Subtract(a, b, length);
        }

        Assert.Equal(expected, from);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(1, 0)]
    [InlineData(1000, 0)]
    [InlineData(1000, 1)]
    [InlineData(1000, 0.3)]
    public void Part_AnyShare_KeepsOrderOnBothSides(int rows, double share)
    {
        var random = new Random(5);
        var goesLeft = Enumerable.Range(0, 256).Select(_ => random.NextDouble() < share ? (byte)1 : (byte)0).ToArray();
        var bins = Enumerable.Range(0, rows).Select(_ => (byte)random.Next(256)).ToArray();
        var list = Enumerable.Range(0, rows).ToArray();
        var left = list.Where(r => goesLeft[bins[r]] == 1).ToArray();
        var right = list.Except(left).ToArray();
        var scratch = new int[rows];
        int count;
        fixed (int* r = list, s = scratch)
        fixed (byte* b = bins, table = goesLeft)
        {
            count = PartitionKernel.Part(r, rows, r, s, b, table);
        }

        Assert.Equal(left, list[..count]);
        Assert.Equal(right, scratch[..(rows - count)]);
    }

    [Fact]
    public void Quantize_AnyValues_SumsAreCloseAndScalesPowersOfTwo()
    {
        var gradients = Gradients(3001, out var floats);
        Assert.Equal(1.0, Mantissa(gradients.GradientUnit));
        Assert.Equal(1.0, Mantissa(gradients.HessianUnit));
        for (var i = 0; i < floats.Length; i++)
        {
            var unit = i % 2 == 0 ? gradients.GradientUnit : gradients.HessianUnit;
            Assert.Equal(floats[i], gradients.Pairs[i] * unit, unit);
        }

        static double Mantissa(double x) => x / Math.Pow(2, Math.Floor(Math.Log2(x)));
    }

    [Fact]
    public void SetScales_InfiniteGradient_SaysThatTheLossDiverged()
    {
        var gradients = new GradientBuffer(1);
        gradients.Begin();
        gradients.Add(GradientStatistics.Of([float.PositiveInfinity, 1]));
        Assert.Throws<ArithmeticException>(gradients.SetScales);
        gradients.Begin();
        gradients.Add(GradientStatistics.Of([float.NaN, 1, 1, 1]));
        Assert.Throws<ArithmeticException>(gradients.SetScales);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(255)]
    public void Fill_AnyBins_EqualsLinearSearch(int maxBins)
    {
        var random = new Random(maxBins);
        var features = new FloatMatrix(3000, 2);
        for (var i = 0; i < features.Values.Length; i++)
        {
            features.Values[i] = random.Next(20) == 0 ? float.NaN : random.Next(9) == 0 ? 0 : random.NextSingle() - 0.5f;
        }

        features.Row(7)[0] = float.PositiveInfinity;
        features.Row(8)[0] = float.NegativeInfinity;
        var matrix = Binner.Bin(features, new BoostingOptions { MaxBins = maxBins }, default);
        for (var i = 0; i < features.Rows; i++)
        {
            for (var c = 0; c < 2; c++)
            {
                var column = matrix.Features[c];
                var value = features.Row(i)[c];
                var expected = float.IsNaN(value) ? column.MissingBin : column.Thresholds.Count(t => t < value);
                Assert.Equal(expected, matrix.Bins[(i * 2) + c]);
                Assert.Equal(expected, matrix.ColumnBins![(c * features.Rows) + i]);
                Assert.Equal(expected, column.Bin(value));
                Assert.True(column.NumberBins <= maxBins);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(5000)]
    [InlineData(60_001)]
    public void RadixSort_AnyLength_EqualsSort(int length)
    {
        var random = new Random(length);
        var values = Enumerable.Range(0, length).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))).Select(v => float.IsNaN(v) ? 0 : v).ToArray();
        if (length > 2)
        {
            (values[0], values[1], values[2]) = (float.PositiveInfinity, float.NegativeInfinity, -0f);
        }

        var expected = values.Order().ToArray();
        RadixSort.Sort(values, new float[length]);
        Assert.Equal(expected, values);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    public void SplitKernel_Best_EqualsTryingEachCut(double l1)
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var count = 1 + random.Next(40);
            var bins = new long[2 * count];
            for (var b = 0; b < count; b++)
            {
                var rows = random.Next(4);
                bins[2 * b] = random.Next(-3, 4) * rows;
                bins[(2 * b) + 1] = ((long)(rows * random.Next(0, 3)) << 20) + rows;
            }

            var gradients = new long[SplitKernel.Capacity];
            var packs = new long[SplitKernel.Capacity];
            fixed (long* b = bins, g = gradients, p = packs)
            {
                SplitKernel.Accumulate(b, count, 0, 0, g, p);
                var terms = new SplitTerms
                {
                    Gradient = gradients[count - 1],
                    Packed = packs[count - 1],
                    CountBits = 20,
                    CountMask = (1 << 20) - 1,
                    GradientUnit = 0.5,
                    HessianUnit = 0.25,
                    L1 = l1,
                    L2 = 0.5,
                    MinRows = 2,
                    MinHessian = 0.5,
                };
                var best = 0.5;
                var cut = SplitKernel.Best(terms, g, p, count - 1, ref best);
                var (expectedCut, expectedScore) = BestCut(terms, gradients, packs, count - 1);
                Assert.Equal(expectedCut, cut);
                Assert.Equal(expectedScore, best, 1e-12);
            }
        }
    }

    [Fact]
    public void Thresholds_FewValues_LieBetweenNeighbours()
        => Assert.Equal([1.5f, 4f], BinFinder.Thresholds([1, 1, 2, 6, 6], 255));

    [Fact]
    public void Thresholds_NeighbouringFloats_PartThem()
    {
        var next = MathF.BitIncrement(1f);
        var threshold = Assert.Single(BinFinder.Thresholds([1, next], 255));
        Assert.True(threshold >= 1f && threshold < next);
    }

    [Fact]
    public void Thresholds_OneHeavyValue_LeavesBinsToTheOthers()
    {
        var values = Enumerable.Repeat(0f, 9000).Concat(Enumerable.Range(1, 1000).Select(i => (float)i)).ToArray();
        var thresholds = BinFinder.Thresholds(values, 50);
        Assert.InRange(thresholds.Length, 40, 49);
        Assert.Equal(0.5f, thresholds[0]);
    }

    [Fact]
    public void Thresholds_ManyValues_HoldAboutEqualShares()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 50_000).Select(_ => MathF.Exp(4 * random.NextSingle())).Order().ToArray();
        var thresholds = BinFinder.Thresholds(values, 100);
        Assert.Equal(99, thresholds.Length);
        var counts = values.GroupBy(v => thresholds.Count(t => t < v)).Select(g => g.Count()).ToArray();
        Assert.InRange(counts.Max(), 500, 520);
        Assert.InRange(counts.Min(), 480, 500);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(64)]
    public void VectorMath_AnyLength_EqualsMath(int length)
    {
        var random = new Random(length);
        var source = Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 40) - 20).ToArray();
        var exp = new float[length];
        var sigmoid = new float[length];
        VectorMath.Exp(source, exp);
        VectorMath.Sigmoid(source, sigmoid);
        for (var i = 0; i < length; i++)
        {
            Assert.Equal(1, exp[i] / Math.Exp(source[i]), 1e-6);
            Assert.Equal(1 / (1 + Math.Exp(-source[i])), sigmoid[i], 1e-6);
        }
    }

    [Fact]
    public void HashRandom_Choose_GivesEveryItemTheSameChance()
    {
        var counts = new int[10];
        for (var t = 0; t < 20_000; t++)
        {
            var items = Enumerable.Range(0, 10).ToArray();
            new HashRandom(3, (ulong)t).Choose(items, 3);
            Assert.True(items[0] < items[1] && items[1] < items[2]);
            counts[items[0]]++;
            counts[items[1]]++;
            counts[items[2]]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 5700, 6300));
    }

    private static (int Cut, double Score) BestCut(SplitTerms terms, long[] gradients, long[] packs, int count)
    {
        var best = (Cut: -1, Score: 0.5);
        for (var b = 0; b < count; b++)
        {
            var rows = packs[b] & terms.CountMask;
            var (left, right) = ((packs[b] >> 20) * 0.25, ((terms.Packed - packs[b]) >> 20) * 0.25);
            if (rows < 2 || (terms.Packed & terms.CountMask) - rows < 2 || left < 0.5 || right < 0.5)
            {
                continue;
            }

            var score = Square(gradients[b] * 0.5, left + 0.5) + Square((terms.Gradient - gradients[b]) * 0.5, right + 0.5);
            best = score > best.Score + 1e-12 ? (b, score) : best;
        }

        return best;

        double Square(double gradient, double divisor)
        {
            var shrunk = Math.Max(0, Math.Abs(gradient) - terms.L1);
            return shrunk * shrunk / divisor;
        }
    }

    private static GradientBuffer Gradients(int rows) => Gradients(rows, out _);

    private static GradientBuffer Gradients(int rows, out float[] floats)
    {
        var random = new Random(rows);
        var gradients = new GradientBuffer(rows);
        floats = [.. Enumerable.Range(0, 2 * rows).Select(i => i % 2 == 0 ? random.NextSingle() - 0.5f : random.NextSingle() / 4)];
        floats.CopyTo(gradients.Floats);
        gradients.Begin();
        gradients.Add(GradientStatistics.Of(floats));
        gradients.SetScales();
        gradients.Quantize(0, rows);
        return gradients;
    }
}
