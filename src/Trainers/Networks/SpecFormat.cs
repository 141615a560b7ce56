namespace MLNetTuning.Trainers.Networks;

/// <summary>Writes and reads a <see cref="NetworkSpec"/>; what is read is checked.</summary>
internal static class SpecFormat
{
    /// <summary>The version written. Version 1 knew linear, batch norm or bias, activation and dropout.</summary>
    public const int Version = 2;

    public static void Write(BinaryWriter writer, NetworkSpec spec)
    {
        writer.Write((int)spec.Task);
        writer.Write(spec.Inputs);
        writer.Write(spec.Outputs);
        writer.Write(spec.Blocks.Count);
        foreach (var block in spec.Blocks)
        {
            writer.Write(block.Width);
            writer.Write((int)block.Normalization);
            writer.Write(block.NormalizesAfter);
            writer.Write(block.NormEpsilon);
            writer.Write(block.NormMomentum);
            writer.Write((int)block.Activation);
            writer.Write(block.IsParametric);
            writer.Write(block.Dropout);
            writer.Write(block.IsResidual);
        }

        WriteInputs(writer, spec);
        writer.Write((int)spec.Ensemble);
        writer.Write(spec.Members);
        writer.Write(spec.IsExponential);
    }

    /// <summary>Reads what <see cref="Write"/> of some version wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="version">That version.</param>
    /// <exception cref="InvalidDataException">What is there describes no network.</exception>
    public static NetworkSpec Read(BinaryReader reader, int version)
    {
        var spec = new NetworkSpec
        {
            Task = (PredictionTask)reader.ReadInt32(),
            Inputs = reader.ReadInt32(),
            Outputs = reader.ReadInt32(),
            Blocks = ReadMany<BlockSpec>(reader, 256, "blocks", version == 1 ? ReadFirstBlock : ReadBlock),
        };
        if (version > 1)
        {
            spec = ReadInputs(reader, spec) with
            {
                Ensemble = (EnsembleKind)reader.ReadInt32(),
                Members = reader.ReadInt32(),
                IsExponential = reader.ReadBoolean(),
            };
        }

        try
        {
            spec.Validate();
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"The file's network cannot be: {exception.Message}", exception);
        }

        return spec;
    }

    private static void WriteInputs(BinaryWriter writer, NetworkSpec spec)
    {
        writer.Write(spec.NumericEmbedding is not null);
        if (spec.NumericEmbedding is { } embedding)
        {
            writer.Write((int)embedding.Kind);
            writer.Write(embedding.Width);
            writer.Write(embedding.Frequencies);
            writer.Write(embedding.Sigma);
            writer.Write(embedding.Bins);
            writer.Write(embedding.Rectifies);
            writer.Write(embedding.KeepsInput);
        }

        writer.Write(spec.NumericInputs);
        writer.Write(spec.Categories.Count);
        foreach (var levels in spec.Categories)
        {
            writer.Write(levels);
        }

        writer.Write(spec.CategoryWidth);
        writer.Write(spec.FrontScale);
        writer.Write(spec.Wide);
        writer.Write(spec.Crosses.Count);
        foreach (var (first, second) in spec.Crosses)
        {
            writer.Write(first);
            writer.Write(second);
        }
    }

    private static NetworkSpec ReadInputs(BinaryReader reader, NetworkSpec spec) => spec with
    {
        NumericEmbedding = reader.ReadBoolean() ? ReadEmbedding(reader) : null,
        NumericInputs = reader.ReadInt32(),
        Categories = ReadMany(reader, spec.Inputs, "categories", r => r.ReadInt32()),
        CategoryWidth = reader.ReadInt32(),
        FrontScale = reader.ReadBoolean(),
        Wide = reader.ReadBoolean(),
        Crosses = ReadMany(reader, 1 << 20, "crosses", r => (r.ReadInt32(), r.ReadInt32())),
    };

    private static NumericEmbeddingSpec ReadEmbedding(BinaryReader reader) => new()
    {
        Kind = (NumericEmbeddingKind)reader.ReadInt32(),
        Width = reader.ReadInt32(),
        Frequencies = reader.ReadInt32(),
        Sigma = reader.ReadSingle(),
        Bins = reader.ReadInt32(),
        Rectifies = reader.ReadBoolean(),
        KeepsInput = reader.ReadBoolean(),
    };

    private static BlockSpec ReadBlock(BinaryReader reader) => new()
    {
        Width = reader.ReadInt32(),
        Normalization = (Normalization)reader.ReadInt32(),
        NormalizesAfter = reader.ReadBoolean(),
        NormEpsilon = reader.ReadSingle(),
        NormMomentum = reader.ReadSingle(),
        Activation = (Activation)reader.ReadInt32(),
        IsParametric = reader.ReadBoolean(),
        Dropout = reader.ReadSingle(),
        IsResidual = reader.ReadBoolean(),
    };

    private static BlockSpec ReadFirstBlock(BinaryReader reader) => new()
    {
        Width = reader.ReadInt32(),
        BatchNorm = reader.ReadBoolean(),
        Activation = (Activation)reader.ReadInt32(),
        Dropout = reader.ReadSingle(),
    };

    private static T[] ReadMany<T>(BinaryReader reader, int most, string what, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        if (count < 0 || count > most)
        {
            throw new InvalidDataException($"The file says its network has {count} {what}; it was damaged.");
        }

        var result = new List<T>();
        for (var i = 0; i < count; i++)
        {
            result.Add(read(reader));
        }

        return [.. result];
    }
}
