using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNetTuning.Host.Tests.Transforms;

public sealed class HashTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Hash_Text_GivesTheKeysThatModelsRelyOn()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { "a", "bc", "def", " def ", "hello", "", "é", "xé", "漢字", "a漢é" }.Select(static t => new MixedRow { Category = t }).ToArray());

        var keys = _ml.Transforms.Conversion.Hash("K", "Category").Fit(data).Transform(data).GetColumn<uint>("K").ToArray();

        Assert.Equal(Expected.Texts, keys);
        Assert.Equal(keys[2], keys[3]);
    }

    [Fact]
    public void Hash_NumbersAndVectors_GiveTheKeysThatModelsRelyOn()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Conversion.Hash("N", "Number", 20).Append(_ml.Transforms.Conversion.Hash("V", "Vector", 20))
            .Append(_ml.Transforms.Conversion.Hash("F", "Flag", 20)).Fit(data).Transform(data);

        Assert.Equal(Expected.Numbers, result.GetColumn<uint>("N"));
        Assert.Equal(Expected.Vectors, result.GetColumn<uint[]>("V").SelectMany(static v => v));
        Assert.Equal(Expected.Flags, result.GetColumn<uint>("F"));
    }

    [Fact]
    public void OneHotHashEncoding_Bits_SizeTheVectorAndMissingIsAllZero()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Categorical.OneHotHashEncoding("Hot", "Category", numberOfBits: 4).Fit(data).Transform(data);

        Assert.Equal(16, ((VectorDataViewType)result.Schema["Hot"].Type).Size);
        Assert.Equal(Expected.Slots, result.GetColumn<float[]>("Hot").Select(static v => Array.IndexOf(v, 1f)));
    }

    [Fact]
    public void Hash_MaximumNumberOfInverts_KeepsTheValuesBehindKeys()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Conversion.Hash("All", "Category", 1, maximumNumberOfInverts: -1)
            .Append(_ml.Transforms.Conversion.Hash("One", "Category", 1, maximumNumberOfInverts: 1)).Fit(data).Transform(data);

        Assert.Equal(["y", "{x,z}"], Expected.KeyValues(result.Schema["All"]).Order(StringComparer.Ordinal));
        Assert.Equal(["x", "y"], Expected.KeyValues(result.Schema["One"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OneHotHashEncoding_MaximumNumberOfInverts_NamesSlots()
    {
        var data = MixedRow.Load(_ml);

        var result = _ml.Transforms.Categorical.OneHotHashEncoding("Hot", "Category", numberOfBits: 4, maximumNumberOfInverts: 2).Fit(data).Transform(data);

        var names = MixedRow.SlotNames(result.Schema["Hot"]);
        Assert.Equal(["x", "y", "z"], new[] { 7, 13, 10 }.Select(slot => names[slot]));
        Assert.Equal(13, names.Count(static n => n.Length == 0));
    }

    private static class Expected
    {
        public static readonly uint[] Texts = [745715393, 41316649, 629141808, 629141808, 167272364, 0, 321933013, 454627005, 953168407, 463602708];

        public static readonly uint[] Numbers = [48591, 879669, 0, 150065, 262475];

        public static readonly uint[] Vectors = [48591, 139298, 879669, 887306, 346312, 0, 296778, 296778, 262475, 986848];

        public static readonly uint[] Flags = [961014, 296778, 961014, 296778, 296778];

        public static readonly int[] Slots = [7, 13, 7, -1, 10];

        public static string[] KeyValues(DataViewSchema.Column column)
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            column.GetKeyValues(ref values);
            return values.DenseValues().Select(static v => v.ToString()).ToArray();
        }
    }
}
