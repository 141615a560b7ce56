using Microsoft.ML.Data;

namespace MLNetTuning.Host.Tests.Data;

public sealed class VBufferTests
{
    private static readonly VBuffer<float> s_sparse = new(5, 2, [7, 9], [1, 3]);

    [Fact]
    public void DenseValues_Sparse_FillsDefaults() => Assert.Equal([0, 7, 0, 9, 0], s_sparse.DenseValues());

    [Fact]
    public void Items_Sparse_GivesTheExplicitOrAll()
    {
        Assert.Equal([1, 3], s_sparse.Items().Select(static i => i.Key));
        Assert.Equal([0, 1, 2, 3, 4], s_sparse.Items(all: true).Select(static i => i.Key));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 7)]
    [InlineData(3, 9)]
    [InlineData(4, 0)]
    public void GetItemOrDefault_Sparse_FindsOrDefaults(int index, float expected) => Assert.Equal(expected, s_sparse.GetItemOrDefault(index));

    [Fact]
    public void CopyToDense_Sparse_IsDense()
    {
        VBuffer<float> dense = default;

        s_sparse.CopyToDense(ref dense);

        Assert.True(dense.IsDense);
        Assert.Equal([0, 7, 0, 9, 0], dense.GetValues().ToArray());
    }

    [Fact]
    public void CopyTo_LargerBuffer_ReusesItsArrays()
    {
        var target = new VBuffer<float>(6, new float[6], new int[6]);
        var values = VBufferEditor.CreateFromBuffer(ref target);

        s_sparse.CopyTo(ref target);

        Assert.False(VBufferEditor.Create(ref target, 5, 2).CreatedNewValues);
        Assert.Equal(7, values.Values[0]);
        Assert.Equal([1, 3], target.GetIndices().ToArray());
    }

    [Fact]
    public void Editor_CommitTruncated_KeepsTheFirst()
    {
        VBuffer<int> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 10, 3);
        (editor.Values[0], editor.Values[1], editor.Indices[0], editor.Indices[1]) = (5, 6, 2, 4);

        buffer = editor.CommitTruncated(2);

        Assert.Equal([0, 0, 5, 0, 6, 0, 0, 0, 0, 0], buffer.DenseValues());
    }
}
