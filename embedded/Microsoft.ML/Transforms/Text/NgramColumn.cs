namespace Microsoft.ML.Transforms.Text;

/// <summary>What was learned of one column: its n-grams and, where they are weighted by it, their inverse document frequencies.</summary>
internal sealed record NgramColumn(NgramSettings Settings, NgramPool Pool, double[] Idf)
{
    public static NgramColumn Read(ModelReader reader)
    {
        var settings = NgramSettings.Read(reader);
        var pool = NgramPool.Read(reader, settings.Length);
        var idf = reader.ReadArray<double>();
        return idf.Length == (settings.UsesIdf ? pool.Count : 0)
            ? new NgramColumn(settings, pool, idf)
            : throw reader.Corrupt($"{idf.Length} document frequencies meet {pool.Count} n-grams");
    }

    public void Write(ModelWriter writer)
    {
        Settings.Write(writer);
        Pool.Write(writer);
        writer.WriteArray(Idf);
    }
}
