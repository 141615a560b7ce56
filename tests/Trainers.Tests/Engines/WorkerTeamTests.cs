using MLNetTuning.Trainers.Engines.Managed;
using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Trainers.Tests.Engines;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Wait_ManyRounds_NobodyRunsAhead(int size)
    {
        using var team = new WorkerTeam(size);
        var rounds = new int[size];
        for (var run = 0; run < 3; run++)
        {
            team.Run(worker =>
            {
                for (var i = 0; i < 200; i++)
                {
                    Volatile.Write(ref rounds[worker], Volatile.Read(ref rounds[worker]) + 1);
                    team.Wait(worker);
                    var mine = rounds[worker];
                    Assert.All(rounds, other => Assert.Equal(mine, other));
                    team.Wait(worker);
                }
            });
        }

        Assert.All(rounds, count => Assert.Equal(600, count));
    }

    [Fact]
    public void Run_OneWorkerFails_ThrowsAndCanRunAgain()
    {
        using var team = new WorkerTeam(3);
        var error = Assert.Throws<InvalidOperationException>(() => team.Run(worker =>
        {
            if (worker == 1)
            {
                throw new FormatException("odd");
            }

            team.Wait(worker);
        }));
        Assert.IsType<FormatException>(error.InnerException);
        var sum = 0;
        team.Run(worker =>
        {
            Interlocked.Add(ref sum, worker + 1);
            team.Wait(worker);
        });
        Assert.Equal(6, sum);
    }

    [Theory]
    [InlineData(10, 3, 1)]
    [InlineData(256, 2, 4)]
    [InlineData(3, 4, 4)]
    [InlineData(17, 5, 16)]
    public void Share_OfAllWorkers_CoversEveryRowOnce(int rows, int workers, int step)
    {
        var next = 0;
        for (var worker = 0; worker < workers; worker++)
        {
            var share = RowRange.Share(rows, worker, workers, step);
            Assert.Equal(next, share.Start);
            Assert.True(share.Start == rows || share.Start % step == 0);
            next = share.Start + share.Count;
        }

        Assert.Equal(rows, next);
    }
}
