namespace MLNetTuning.Sweepers.Storage.Tests;

/// <summary>What every place for checkpoints must hold to.</summary>
public abstract class CheckpointsContract
{
    protected abstract IStudyCheckpoints Open();

    [Fact]
    public void Get_NothingKept_IsNull() => Assert.Null(Open().Get("7"));

    [Fact]
    public void Put_ThenGetElsewhere_GivesTheSameBytes()
    {
        byte[] state = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];
        Open().Put("trial/7: é", state);
        Open().Put("empty", []);
        Assert.Equal(state, Open().Get("trial/7: é")!);
        Assert.Empty(Open().Get("empty")!);
        Assert.Null(Open().Get("trial/7: e"));
    }

    [Fact]
    public void Put_Again_Replaces_AndRemoveForgets()
    {
        var checkpoints = Open();
        checkpoints.Put("a", [1]);
        checkpoints.Put("A", [2]);
        checkpoints.Put("a", [3, 4]);
        Assert.Equal([3, 4], Open().Get("a")!);
        Assert.Equal([2], Open().Get("A")!);
        Open().Remove("a");
        Open().Remove("a");
        Assert.Null(checkpoints.Get("a"));
        Assert.Equal([2], checkpoints.Get("A")!);
    }

    [Fact]
    public void Put_ByManyAtOnce_LeavesOneWhole()
    {
        Parallel.For(0, 8, i => Open().Put("a", [.. Enumerable.Repeat((byte)i, 50_000)]));
        var kept = Open().Get("a")!;
        Assert.Equal(50_000, kept.Length);
        Assert.Single(kept.Distinct());
    }

    [Fact]
    public void Key_NotAllowed_SaysWhatIs()
    {
        Assert.Contains("1 to 512", Assert.Throws<ArgumentException>(() => Open().Get("")).Message);
        Assert.Contains("513 characters", Assert.Throws<ArgumentException>(() => Open().Put(new string('x', 513), [])).Message);
    }
}
