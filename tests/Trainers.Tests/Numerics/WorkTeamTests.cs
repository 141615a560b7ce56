using MLNetTuning.Trainers.Numerics;

namespace MLNetTuning.Trainers.Tests.Numerics;

public sealed class WorkTeamTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 1)]
    [InlineData(3, 100)]
    [InlineData(4, 0)]
    public void Run_ManyTimes_DoesEveryPieceOnceAndNoWorkerTwiceAtATime(int threads, int pieces)
    {
        var team = new WorkTeam(threads);
        var done = new int[pieces];
        var busy = new int[threads];
        var clashes = 0;
        for (var run = 0; run < 300; run++)
        {
            team.Run(pieces, (worker, piece) =>
            {
                clashes += Interlocked.Exchange(ref busy[worker], 1);
                Interlocked.Increment(ref done[piece]);
                Interlocked.Exchange(ref busy[worker], 0);
            });
            Assert.All(done, count => Assert.Equal(run + 1, count));
        }

        Assert.Equal(0, clashes);
    }

    [Fact]
    public void Run_PieceThrows_TellsTheRealErrorAndCanBeUsedAgain()
    {
        var team = new WorkTeam(2);
        var error = Assert.Throws<InvalidOperationException>(() => team.Run(20, (_, piece) =>
        {
            if (piece % 2 == 0)
            {
                throw new OperationCanceledException();
            }

            throw piece == 7 ? new InvalidOperationException("seven") : new OperationCanceledException();
        }));
        Assert.Equal("seven", error.Message);
        var sum = 0;
        team.Run(10, (_, piece) => Interlocked.Add(ref sum, piece));
        Assert.Equal(45, sum);
    }

    [Fact]
    public void Run_OftenOnTheCaller_AllocatesNothing()
    {
        var team = new WorkTeam(2);
        Action<int, int> body = static (_, _) => { };
        team.Run(4, body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            team.Run(4, body);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }
}
