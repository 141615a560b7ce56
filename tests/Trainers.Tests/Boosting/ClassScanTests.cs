using MLNetTuning.Trainers.Boosting.Binning;
using MLNetTuning.Trainers.Boosting.Growing;
using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Tests.Boosting;

/// <summary>The search of forests of several classes against one that sums every side of every cut anew.</summary>
public sealed class ClassScanTests
{
    private const int Bins = 9;
    private const int Classes = 4;

    [Theory]
    [InlineData(2, 1, false, false)]
    [InlineData(7, 1, true, false)]
    [InlineData(60, 1, true, true)]
    [InlineData(60, 5, false, true)]
    [InlineData(400, 30, true, false)]
    public void BestCut_AnyRows_EqualsNaiveSearch(int count, int minRows, bool hasMissing, bool hasWeights)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (rows, bins) = Make(count, seed, hasMissing, hasWeights);
            var column = new FeatureBins(0, [.. Enumerable.Range(0, Bins - 1).Select(i => i + 0.5f)], hasMissing);
            var scan = new ClassScan(Classes, count, minRows);
            scan.Begin(rows);
            var toBeat = scan.NodeScore;
            var split = scan.Sort(rows, bins, column.Bins) ? scan.BestCut(column, 3, ref toBeat) : Split.None;
            Assert.Equal(Score(rows, _ => true), scan.NodeScore, 9);

            var best = Cuts(hasMissing)
                .Select(cut => (cut, Score: Worth(rows, i => GoesLeft(bins[i], cut.Bin, cut.MissingLeft), minRows)))
                .Where(c => c.Score > scan.NodeScore + 1e-9)
                .Select(c => c.Score)
                .DefaultIfEmpty(double.NaN)
                .Max();
            if (double.IsNaN(best))
            {
                Assert.True(!split.Exists || split.Gain < 1e-8);
                continue;
            }

            Assert.Equal(best, toBeat, 8);
            Assert.Equal(3, split.Feature);
            Assert.Equal(best, Worth(rows, i => GoesLeft(bins[i], split.Bin, split.MissingLeft), minRows), 8);
            Assert.Equal(rows.Where((_, i) => GoesLeft(bins[i], split.Bin, split.MissingLeft)).Sum(r => r.Times), split.Left.Packed);
        }
    }

    [Fact]
    public void RandomCut_AnyDraw_IsWorthWhatItSays()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (rows, bins) = Make(40, seed, hasMissing: true, hasWeights: false);
            var column = new FeatureBins(0, [.. Enumerable.Range(0, Bins - 1).Select(i => i + 0.5f)], hasMissing: true);
            var scan = new ClassScan(Classes, 40, 1);
            scan.Begin(rows);
            Assert.True(scan.Sort(rows, bins, column.Bins));
            var random = new HashRandom(1, (ulong)seed);
            double toBeat = 0;
            var split = scan.RandomCut(column, 0, ref random, ref toBeat);
            Assert.True(split.Exists);
            Assert.Equal(Worth(rows, i => GoesLeft(bins[i], split.Bin, split.MissingLeft), 1), toBeat, 9);
        }
    }

    [Fact]
    public void BestSet_ClassesThatFollowCategories_PartsThem()
    {
        // Categories 0, 3 and 5 hold class 1, the others class 2.
        byte[] bins = [.. Enumerable.Range(0, 80).Select(i => (byte)(i % 8))];
        ClassRow[] rows = [.. bins.Select(bin => new ClassRow(1, (ushort)(bin is 0 or 3 or 5 ? 1 : 2), 1))];
        var column = new FeatureBins(0, [], hasMissing: false, [0, 1, 2, 3, 4, 5, 6, 7]);
        var scan = new ClassScan(Classes, rows.Length, 1);
        scan.Begin(rows);
        Assert.True(scan.Sort(rows, bins, column.Bins));
        var toBeat = scan.NodeScore;
        var split = scan.BestSet(column, 0, ref toBeat);
        Assert.Equal(rows.Length, toBeat, 9);
        var inSet = Enumerable.Range(0, 8).Where(split.Set.Contains).ToArray();
        Assert.True(inSet is [0, 3, 5] or [1, 2, 4, 6, 7]);
    }

    private static (ClassRow[] Rows, byte[] Bins) Make(int count, int seed, bool hasMissing, bool hasWeights)
    {
        var random = new Random(seed);
        var bins = new byte[count];
        var rows = new ClassRow[count];
        for (var i = 0; i < count; i++)
        {
            bins[i] = (byte)random.Next(Bins + (hasMissing ? 1 : 0));
            var times = random.Next(1, 4);
            var weight = hasWeights ? random.Next(1, 9) / 8f : 1;
            rows[i] = new ClassRow(weight * times, (ushort)((bins[i] / 3) + random.Next(2)), (ushort)times);
        }

        return (Array.ConvertAll(rows, r => r with { Class = (ushort)(r.Class % Classes) }), bins);
    }

    private static IEnumerable<(int Bin, bool MissingLeft)> Cuts(bool hasMissing)
        => Enumerable.Range(0, Bins).SelectMany(bin => hasMissing ? new[] { (bin, false), (bin, true) } : [(bin, false)]);

    private static bool GoesLeft(int bin, int cut, bool missingLeft) => bin == Bins ? missingLeft : bin <= cut;

    private static double Worth(ClassRow[] rows, Func<int, bool> isLeft, int minRows)
    {
        var left = rows.Where((_, i) => isLeft(i)).Sum(r => r.Times);
        var right = rows.Sum(r => r.Times) - left;
        return left < minRows || right < minRows ? double.NegativeInfinity : Score(rows, isLeft) + Score(rows, i => !isLeft(i));
    }

    private static double Score(ClassRow[] rows, Func<int, bool> isIn)
    {
        var sums = new double[Classes];
        for (var i = 0; i < rows.Length; i++)
        {
            sums[rows[i].Class] += isIn(i) ? rows[i].Weight : 0;
        }

        return sums.Sum() > 0 ? sums.Sum(s => s * s) / sums.Sum() : 0;
    }
}
