using System.Buffers.Binary;
using System.Text;
using MLNetTuning.Sweepers.Tracking;

namespace MLNetTuning.Sweepers.Tests.Tracking;

/// <summary>Reads event files by the format's description alone: frames, checksums, and messages as lists of fields.</summary>
internal static class EventReader
{
    public static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(RecordFile.Masked(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var record = file.AsSpan(at + 12, length);
            Assert.Equal(RecordFile.Masked(record), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            records.Add(record.ToArray());
            at += 16 + length;
        }

        return records;
    }

    public static List<(int Field, object Value)> Fields(byte[] message)
    {
        var fields = new List<(int, object)>();
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            object value;
            switch (tag & 7)
            {
                case 0:
                    value = (long)Varint(message, ref at);
                    break;
                case 1:
                    value = BinaryPrimitives.ReadDoubleLittleEndian(message.AsSpan(at));
                    at += 8;
                    break;
                case 5:
                    value = BinaryPrimitives.ReadSingleLittleEndian(message.AsSpan(at));
                    at += 4;
                    break;
                default:
                    int length = (int)Varint(message, ref at);
                    value = message[at..(at + length)];
                    at += length;
                    break;
            }

            fields.Add(((int)(tag >> 3), value));
        }

        return fields;
    }

    public static byte[] Block(byte[] message, params int[] path) => path.Aggregate(message, (m, field) => (byte[])Fields(m).First(f => f.Field == field).Value);

    public static T Value<T>(byte[] message, int field) => (T)Fields(message).First(f => f.Field == field).Value;

    public static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Value<byte[]>(message, field));

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = message[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
