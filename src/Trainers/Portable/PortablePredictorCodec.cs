namespace MLNetTuning.Trainers.Portable;

/// <summary>Predictors from their entry in a file. Only the kinds named here exist.</summary>
internal static class PortablePredictorCodec
{
    public static PortablePredictor Read(string kind, byte[] bytes, PortableLink link) => kind switch
    {
        "linear" => LinearPredictor.Load(bytes, link),
        "trees" => TreePredictor.Load(bytes, link),
        "tableLinear" => LinearPredictor.LoadTable(bytes, link),
        "network" => NetworkPredictor.Load(bytes, link),
        "average" => AveragingCombiner.Load(bytes, link),
        "stack" => StackCombiner.Load(bytes),
        _ => throw new PortableModelException($"The predictor kind '{kind}' is unknown; the file was written by a newer version or is damaged."),
    };

    /// <summary>Writes a predictor inside another one: its kind, its link and its numbers.</summary>
    public static void WriteNested(BinaryWriter writer, PortablePredictor predictor)
    {
        writer.Write(predictor.Kind);
        writer.Write((int)predictor.Link.Kind);
        Write(writer, predictor.Link.Slope);
        Write(writer, predictor.Link.Offset);
        using var bytes = new MemoryStream();
        predictor.Save(bytes);
        writer.Write((int)bytes.Length);
        writer.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>Reads what <see cref="WriteNested"/> wrote; the bytes at hand bound what is allocated.</summary>
    public static PortablePredictor ReadNested(BinaryReader reader)
    {
        var kind = reader.ReadString();
        if (kind == "stack")
        {
            throw new PortableModelException("A stack inside a stack is unknown; the file is damaged.");
        }

        var link = (PortableLinkKind)reader.ReadInt32();
        if (!Enum.IsDefined(link))
        {
            throw new PortableModelException($"The link {link} is unknown; the file was written by a newer version or is damaged.");
        }

        var (slope, offset) = (ReadFloats(reader), ReadFloats(reader));
        return Read(kind, reader.ReadBytes(Length(reader, 1)), PortableLink.Make(link, slope, offset));
    }

    /// <summary>Writes how many numbers there are, and the numbers.</summary>
    public static void Write(BinaryWriter writer, IReadOnlyList<float> values)
    {
        writer.Write(values.Count);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static float[] ReadFloats(BinaryReader reader)
    {
        var values = new float[Length(reader, sizeof(float))];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadSingle();
        }

        return values;
    }

    private static int Length(BinaryReader reader, int size)
    {
        var count = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && (long)count * size <= left ? count : throw new PortableModelException($"A part of {count} x {size} bytes does not fit into the {left} left; the file is damaged.");
    }
}
