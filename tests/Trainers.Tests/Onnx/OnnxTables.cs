using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Tests.Onnx;

/// <summary>Tables as inputs of ONNX files.</summary>
internal static class OnnxTables
{
    /// <summary>The outputs of a model for a table, by name, each with its dimensions and its numbers or texts.</summary>
    public static Dictionary<string, (int[] Dimensions, double[] Numbers, string[] Texts)> Run(this OnnxRuntime runtime, PortableModel model, PortableTable table) => runtime.Run(
        model,
        table.Rows,
        [.. model.Columns.Select(column => OnnxRuntime.Input(
            column.Name, column.Size, table.Numbers(column.Name) is { } numbers ? (object)numbers : table.Texts(column.Name)!.Select(text => text ?? string.Empty).ToArray()))]);
}
