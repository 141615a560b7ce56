using System.IO.Compression;
using MLNetTuning.Experiments.Running;

namespace MLNetTuning.Experiments.Runs;

/// <summary>Splits as bytes: for each, what every row is to it.</summary>
internal static class SplitCodec
{
    private const string Kind = "mlnettuning.splits";
    private const byte Learnt = 1;
    private const byte Judged = 2;

    public static byte[] Write(IReadOnlyList<Split> splits, int rows) => SealedBytes.Write(Kind, writer =>
    {
        writer.Write(splits.Count);
        writer.Write(rows);
        using var packed = new MemoryStream();
        using (var packer = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var split in splits)
            {
                var marks = new byte[rows];
                Mark(marks, split.Train, Learnt);
                Mark(marks, split.Validation, Judged);
                packer.Write(marks);
            }
        }

        writer.Write(packed.ToArray());
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another number of rows.</exception>
    public static IReadOnlyList<Split> Read(byte[] bytes, int rows) => SealedBytes.Read(Kind, bytes, reader =>
    {
        var splits = new Split[reader.ReadInt32()];
        if (reader.ReadInt32() != rows)
        {
            throw new InvalidDataException("it is of another number of rows");
        }

        using var packer = new BrotliStream(reader.BaseStream, CompressionMode.Decompress);
        var marks = new byte[rows];
        for (var i = 0; i < splits.Length; i++)
        {
            packer.ReadExactly(marks);
            splits[i] = new Split(Rows(marks, Learnt), Rows(marks, Judged));
        }

        return splits;
    });

    private static void Mark(byte[] marks, int[] rows, byte mark)
    {
        foreach (var row in rows)
        {
            marks[row] |= mark;
        }
    }

    private static int[] Rows(byte[] marks, byte mark) => [.. Enumerable.Range(0, marks.Length).Where(row => (marks[row] & mark) != 0)];
}
