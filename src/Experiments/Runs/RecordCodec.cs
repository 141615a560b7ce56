using System.Runtime.InteropServices;
using MLNetTuning.Experiments.Families;
using MLNetTuning.Experiments.Running;
using MLNetTuning.Sweepers.Spaces;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Runs;

/// <summary>A finished configuration as bytes: what is told of it, and apart from that, as only the best need it, its models.</summary>
internal static class RecordCodec
{
    private const string RecordKind = "mlnettuning.trial";
    private const string ModelsKind = "mlnettuning.models";

    /// <summary>All but the models.</summary>
    public static byte[] WriteRecord(ModelRecord record, string fingerprint) => SealedBytes.Write(RecordKind, writer =>
    {
        var trial = record.Trial;
        writer.Write(fingerprint);
        writer.Write(trial.Id);
        writer.Write(trial.Trainer);
        writer.Write(trial.Parameters);
        writer.Write(trial.Score);
        writer.Write(trial.ScoreDeviation);
        writer.Write(trial.Length);
        writer.Write(trial.Seconds);
        writer.Write(CandidateSpace.ToConfiguration(record.Candidate).ToJson());
        writer.Write(record.Curve.Count);
        foreach (var loss in record.Curve)
        {
            writer.Write(loss);
        }

        Write(writer, record.Predictions);
    });

    /// <summary>Reads what <see cref="WriteRecord"/> wrote, without models.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of other rows.</exception>
    public static ModelRecord ReadRecord(byte[] bytes, string fingerprint, SearchRoom room) => SealedBytes.Read(RecordKind, bytes, reader =>
    {
        CheckFingerprint(reader, fingerprint);
        var trial = new ExperimentTrial(
            reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble(), null);
        var point = Configuration.FromJson(reader.ReadString());
        var candidate = CandidateSpace.FromConfiguration(point) ?? throw new InvalidDataException("its settings are none that this version knows");
        double[] curve = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadDouble())];
        var predictions = ReadMatrix(reader);
        return predictions.Rows == room.Judged.Labels.Length && predictions.Columns == room.Label.Outputs
            ? new ModelRecord(trial with { Configuration = point }, candidate, predictions, TaskLoss.PerRow(room.Label.Task, predictions, room.Judged.Labels)) { Curve = curve }
            : throw new InvalidDataException("it speaks of other rows");
    });

    /// <summary>The models, one for each split.</summary>
    public static byte[] WriteModels(IReadOnlyList<FoldModel> models, string fingerprint) => SealedBytes.Write(ModelsKind, writer =>
    {
        writer.Write(fingerprint);
        writer.Write(models.Count);
        foreach (var model in models)
        {
            PortablePredictorCodec.WriteNested(writer, model.Predictor);
            Write(writer, model.Predictions);
        }
    });

    /// <summary>Reads what <see cref="WriteModels"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of other rows.</exception>
    public static IReadOnlyList<FoldModel> ReadModels(byte[] bytes, string fingerprint) => SealedBytes.Read(ModelsKind, bytes, reader =>
    {
        CheckFingerprint(reader, fingerprint);
        var models = new FoldModel[reader.ReadInt32()];
        for (var split = 0; split < models.Length; split++)
        {
            var predictor = PortablePredictorCodec.ReadNested(reader);
            models[split] = new FoldModel(predictor, ReadMatrix(reader));
        }

        return models;
    });

    private static void CheckFingerprint(BinaryReader reader, string fingerprint)
    {
        if (reader.ReadString() != fingerprint)
        {
            throw new InvalidDataException("it is of other data or other splits");
        }
    }

    private static void Write(BinaryWriter writer, FloatMatrix matrix)
    {
        writer.Write(matrix.Rows);
        writer.Write(matrix.Columns);
        writer.Write(MemoryMarshal.AsBytes(matrix.Values.AsSpan(0, matrix.Rows * matrix.Columns)));
    }

    private static FloatMatrix ReadMatrix(BinaryReader reader)
    {
        var matrix = new FloatMatrix(reader.ReadInt32(), reader.ReadInt32());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(matrix.Values.AsSpan()));
        return matrix;
    }
}
