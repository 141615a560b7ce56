using System.Reflection;

namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>The real ML.NET's surface: read from the folder the build names with MLNetAssemblies, else from the committed baseline.</summary>
internal static class RealApi
{
    /// <summary>The folder of the property MLNetAssemblies, or null.</summary>
    public static string? Folder => Setting("MLNetAssemblies");

    /// <summary>True only with the property RegenerateRealApi=true: the baseline is then written anew.</summary>
    public static bool Regenerate => Setting("RegenerateRealApi") == "true";

    /// <summary>Where the baseline lies in the sources.</summary>
    public static string BaselinePath => Setting("RealApiBaseline")!;

    /// <summary>The baseline as it was when the tests were built.</summary>
    public static string Baseline()
    {
        using var stream = typeof(RealApi).Assembly.GetManifestResourceStream("real-api.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static ApiReader OpenFolder(string folder)
    {
        var all = Directory.GetFiles(folder, "*.dll");
        var own = all.Where(f => Path.GetFileName(f).StartsWith("Microsoft.ML", StringComparison.Ordinal)).ToList();
        if (own.Count == 0)
            throw new FileNotFoundException($"MLNetAssemblies='{folder}' holds no Microsoft.ML*.dll; name the folder with the real ML.NET assemblies.");
        return new ApiReader(own, all);
    }

    public static ApiReader OpenEmbedded()
    {
        var folder = AppContext.BaseDirectory;
        string[] own = ["MLNetTuning.Host.dll", "MLNetTuning.Host.AutoML.dll"];
        return new ApiReader(own.Select(n => Path.Combine(folder, n)), Directory.GetFiles(folder, "*.dll"));
    }

    private static string? Setting(string key)
    {
        var value = typeof(RealApi).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value;
        return string.IsNullOrEmpty(value) ? null : value;
    }
}
