using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Runs;

namespace MLNetTuning.Experiments.Tests.Runs;

public sealed class SplitCodecTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        Split[] splits = [new([0, 2, 4, 5], [1, 3]), new([1, 3], [0, 2, 4])];
        var read = SplitCodec.Read(SplitCodec.Write(splits, 6), 6);
        Assert.Equal(2, read.Count);
        Assert.All(splits.Zip(read), pair => Assert.Equal((IEnumerable<int>)[.. pair.First.Train, -1, .. pair.First.Validation], [.. pair.Second.Train, -1, .. pair.Second.Validation]));
    }

    [Fact]
    public void Read_OfOtherRows_IsRefused()
    {
        var bytes = SplitCodec.Write([new([0, 1], [2])], 3);
        Assert.Equal("it is of another number of rows", Assert.Throws<InvalidDataException>(() => SplitCodec.Read(bytes, 4)).Message);
    }

    [Fact]
    public void Read_AnyByteChangedOrCut_IsRefused()
    {
        var bytes = SplitCodec.Write([new([0, 1], [2])], 3);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 4;
            Assert.Throws<InvalidDataException>(() => SplitCodec.Read(changed, 3));
            Assert.Throws<InvalidDataException>(() => SplitCodec.Read(bytes[..i], 3));
        }
    }
}
