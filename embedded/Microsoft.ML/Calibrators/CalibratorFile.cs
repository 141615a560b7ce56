using Microsoft.ML.Data;
using Steps = MLNetTuning.Trainers.Calibration.IsotonicCalibrator;

namespace Microsoft.ML.Calibrators;

/// <summary>Keeps calibrators in model files.</summary>
internal static class CalibratorFile
{
    internal const string PlattSuffix = "+Platt";
    internal const string IsotonicSuffix = "+Isotonic";
    internal const string NaiveSuffix = "+Naive";

    /// <summary>What the kind of a model ends with when the calibrator is behind it.</summary>
    internal static string Suffix(ICalibrator calibrator) => calibrator switch
    {
        PlattCalibrator => PlattSuffix,
        IsotonicCalibrator => IsotonicSuffix,
        NaiveCalibrator => NaiveSuffix,
        _ => throw new NotSupportedException($"Calibrators of type {calibrator.GetType()} cannot be kept in a model file."),
    };

    internal static void Write(ModelWriter writer, ICalibrator calibrator)
    {
        switch (calibrator)
        {
            case PlattCalibrator platt:
                writer.Write(platt.Slope);
                writer.Write(platt.Offset);
                break;
            case IsotonicCalibrator isotonic:
                writer.WriteArray(isotonic.Mins.AsSpan());
                writer.WriteArray(isotonic.Maxes.AsSpan());
                writer.WriteArray(isotonic.Values.AsSpan());
                break;
            case NaiveCalibrator naive:
                writer.Write(naive.Min);
                writer.Write(naive.BinSize);
                writer.WriteArray<float>([.. naive.BinProbs]);
                break;
            default:
                throw new NotSupportedException($"Calibrators of type {calibrator.GetType()} cannot be kept in a model file.");
        }
    }

    internal static PlattCalibrator ReadPlatt(ModelReader reader) => new(reader.ReadDouble(), reader.ReadDouble());

    internal static IsotonicCalibrator ReadIsotonic(ModelReader reader)
    {
        var (minima, maxima, values) = (reader.ReadArray<float>(), reader.ReadArray<float>(), reader.ReadArray<float>());
        try
        {
            return new IsotonicCalibrator(new Steps(minima, maxima, values));
        }
        catch (ArgumentException error)
        {
            throw reader.Corrupt($"the steps of a calibrator cannot be: {error.Message}");
        }
    }

    internal static NaiveCalibrator ReadNaive(ModelReader reader)
    {
        var (min, size, shares) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadArray<float>());
        return shares.Length > 0 && float.IsFinite(min) && size >= 0 && float.IsFinite(size) && Array.TrueForAll(shares, static share => share is >= 0 and <= 1)
            ? new NaiveCalibrator(min, size, shares)
            : throw reader.Corrupt("the bins of a calibrator cannot be");
    }
}
