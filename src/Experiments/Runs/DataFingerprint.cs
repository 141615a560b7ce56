using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MLNetTuning.Experiments.Tables;

namespace MLNetTuning.Experiments.Runs;

/// <summary>A digest of the rows and of the settings that decide on which of them models learn: finished models of equal digests may stand side by side.</summary>
internal static class DataFingerprint
{
    private const int Characters = 32;

    /// <summary>The digest, 32 hexadecimal digits.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="settings">The settings; those that only say how long and by what to search do not count.</param>
    public static string Of(RawTable table, ExperimentSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, string.Create(CultureInfo.InvariantCulture,
            $"{table.Label.Task};{settings.Validation};{settings.Folds};{settings.HoldoutShare};{settings.Seed};{settings.GroupColumnName};{settings.TimeColumnName};{string.Join(';', settings.IgnoredColumnNames)}"));
        Text(hash, table.Label.Name);
        Texts(hash, table.Label.Classes);
        Numbers(hash, table.Label.Values);
        foreach (var column in table.Columns)
        {
            Text(hash, column.Name);
            Numbers(hash, column.Numbers);
            hash.AppendData(MemoryMarshal.AsBytes(column.Codes.AsSpan()));
            Texts(hash, column.Levels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Characters];
    }

    private static void Numbers(IncrementalHash hash, float[]? values) => hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));

    private static void Texts(IncrementalHash hash, IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            Text(hash, text);
        }
    }

    // The length first: what stands between two texts is then no question.
    private static void Text(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
