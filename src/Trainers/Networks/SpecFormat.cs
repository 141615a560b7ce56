namespace MLNetTuning.Trainers.Networks;

/// <summary>Writes and reads a <see cref="NetworkSpec"/>; what is read is checked.</summary>
internal static class SpecFormat
{
    public static void Write(BinaryWriter writer, NetworkSpec spec)
    {
        writer.Write((int)spec.Task);
        writer.Write(spec.Inputs);
        writer.Write(spec.Outputs);
        writer.Write(spec.Blocks.Count);
        foreach (var block in spec.Blocks)
        {
            writer.Write(block.Width);
            writer.Write(block.BatchNorm);
            writer.Write((int)block.Activation);
            writer.Write(block.Dropout);
        }
    }

    /// <exception cref="InvalidDataException">What is there describes no network.</exception>
    public static NetworkSpec Read(BinaryReader reader)
    {
        var task = (PredictionTask)reader.ReadInt32();
        var inputs = reader.ReadInt32();
        var outputs = reader.ReadInt32();
        var count = reader.ReadInt32();
        if (count is < 0 or > 256)
        {
            throw new InvalidDataException($"The file says its network has {count} blocks; it was damaged.");
        }

        var blocks = new BlockSpec[count];
        for (var i = 0; i < count; i++)
        {
            blocks[i] = new BlockSpec
            {
                Width = reader.ReadInt32(),
                BatchNorm = reader.ReadBoolean(),
                Activation = (Activation)reader.ReadInt32(),
                Dropout = reader.ReadSingle(),
            };
        }

        var spec = new NetworkSpec { Task = task, Inputs = inputs, Outputs = outputs, Blocks = blocks };
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
}
