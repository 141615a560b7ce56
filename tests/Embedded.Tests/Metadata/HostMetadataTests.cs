namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>The embedded host may be narrower than the real ML.NET, never wider (docs/embedded-metadata.md).</summary>
public sealed class HostMetadataTests
{
    [Fact]
    public void EmbeddedHost_AgainstRealMLNet_IsNeverWider()
    {
        using var embedded = RealApi.OpenEmbedded();
        var names = embedded.VisibleTypes();
        var real = ReadReal(names);
        if (RealApi.Regenerate)
            File.WriteAllText(RealApi.BaselinePath, ApiText.Write(real.Values));

        var violations = names.SelectMany(n => ApiComparer.Compare(embedded.Read(n)!, real.GetValueOrDefault(n))).ToList();

        Assert.True(violations.Count == 0, Report(violations));
    }

    [Fact]
    public void EmbeddedHost_ReadFromMetadata_DeclaresMLNetTypesOnly()
    {
        using var embedded = RealApi.OpenEmbedded();

        var strangers = embedded.VisibleTypes().Where(n => !n.StartsWith("Microsoft.ML.", StringComparison.Ordinal));

        Assert.Empty(strangers);
    }

    [Fact]
    public void Baseline_Committed_IsWhatTheRealAssembliesSay()
    {
        var text = RealApi.Baseline();
        var types = ApiText.Parse(text);

        if (RealApi.Folder is { } folder && !RealApi.Regenerate)
        {
            using var reader = RealApi.OpenFolder(folder);
            var stale = types.Values.Where(t => reader.Read(t.Name) is not { } now || ApiText.Write([now]) != ApiText.Write([t])).Select(t => t.Name);
            Assert.Empty(stale);
        }
        Assert.Equal(text, ApiText.Write(types.Values));
    }

    private static IReadOnlyDictionary<string, ApiType> ReadReal(IEnumerable<string> names)
    {
        if (RealApi.Folder is not { } folder)
        {
            Assert.False(RealApi.Regenerate, "RegenerateRealApi=true needs MLNetAssemblies=FOLDER: the baseline is made from the real assemblies only.");
            return ApiText.Parse(RealApi.Baseline());
        }
        using var reader = RealApi.OpenFolder(folder);
        return names.Select(reader.Read).OfType<ApiType>().ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    private static string Report(List<string> violations)
    {
        var source = RealApi.Folder ?? "the committed baseline (a type new in the embedded host needs it made anew: see its first lines)";
        return $"The embedded host is wider than {source} in {violations.Count} places:\n  " + string.Join("\n  ", violations);
    }
}
