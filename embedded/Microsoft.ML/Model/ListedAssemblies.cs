using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Microsoft.ML;

/// <summary>
/// The assemblies a model file may name: those the program has loaded, and those its own dependency list holds and that were built against this
/// library. Whether they were is read from their metadata, before any of their code can run.
/// </summary>
internal static class ListedAssemblies
{
    private static readonly string s_library = typeof(ListedAssemblies).Assembly.GetName().Name!;

    /// <summary>The assemblies of a simple name.</summary>
    public static IReadOnlyList<Assembly> Find(string name)
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.GetName().Name == name).ToArray();
        return loaded.Length > 0 ? loaded : PathOf(name) is { } path && IsBuiltOnLibrary(path) ? [Assembly.Load(new AssemblyName(name))] : [];
    }

    /// <summary>The types of an assembly, without those that lack something they need.</summary>
    public static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    /// <summary>The path the program's dependency list gives for an assembly.</summary>
    private static string? PathOf(string name)
    {
        var paths = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return Array.Find(paths, path => string.Equals(Path.GetFileNameWithoutExtension(path), name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the assembly at a path refers to this library; read without loading it.</summary>
    internal static bool IsBuiltOnLibrary(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (!file.HasMetadata)
            {
                return false;
            }

            var metadata = file.GetMetadataReader();
            return metadata.AssemblyReferences.Any(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name) == s_library);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
