namespace MLNetTuning.Trainers.Onnx;

/// <summary>A named constant of an ONNX node.</summary>
internal sealed class OnnxAttribute
{
    private const int NameField = 1;
    private const int TypeField = 20;

    private OnnxAttribute(string name, int type, Action<ProtoWriter> write)
    {
        Message = new ProtoWriter();
        Message.Write(NameField, name);
        write(Message);
        Message.Write(TypeField, type);
    }

    /// <summary>The AttributeProto.</summary>
    public ProtoWriter Message { get; }

    public static OnnxAttribute Of(string name, float value) => new(name, 1, m => m.Write(2, value));

    public static OnnxAttribute Of(string name, long value) => new(name, 2, m => m.Write(3, value));

    public static OnnxAttribute Of(string name, string value) => new(name, 3, m => m.Write(4, value));

    public static OnnxAttribute Of(string name, float[] values) => new(name, 6, m => m.Write(7, values.AsSpan()));

    public static OnnxAttribute Of(string name, long[] values) => new(name, 7, m => m.Write(8, values.AsSpan()));

    public static OnnxAttribute Of(string name, IEnumerable<string> values) => new(name, 8, m =>
    {
        foreach (var value in values)
        {
            m.Write(9, value);
        }
    });
}
