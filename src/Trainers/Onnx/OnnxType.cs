namespace MLNetTuning.Trainers.Onnx;

/// <summary>Element types of ONNX tensors, by their numbers in the format.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Double = 11,
}
