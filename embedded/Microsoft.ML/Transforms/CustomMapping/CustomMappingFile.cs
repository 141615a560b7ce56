using System.Reflection;
using System.Runtime.Loader;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>How a custom mapping is written, and how its code is found again.</summary>
internal static class CustomMappingFile
{
    internal const string Kind = "CustomMapping";

    internal static void Write(ModelSaveContext ctx, string contract, Type source, Type target)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(contract);
        ctx.Writer.Write(AssemblyOf(contract, source, target));
    }

    internal static ITransformer Load(ModelReader reader, MLContext context)
    {
        var contract = reader.ReadString();
        var assembly = reader.ReadString();
        var factory = context.ComponentCatalog.FindFactory(contract) ?? FindIn(context.ComponentCatalog, assembly, contract)
            ?? throw new InvalidOperationException($"The model uses the custom mapping '{contract}', which is not known here. Register its assembly before loading: ComponentCatalog.RegisterAssembly(typeof(THE_FACTORY).Assembly).");
        var arguments = BaseOf(factory)?.GetGenericArguments()
            ?? throw new InvalidOperationException($"{factory} names the contract '{contract}' but is no CustomMappingFactory.");
        return (ITransformer)typeof(CustomMappingFile).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arguments).CreateDelegate<Func<Type, string, object>>()(factory, contract);
    }

    /// <summary>
    /// The contract's assembly as the file names it, but only one that the application itself was built with and that carries a factory of
    /// this contract: a model file can't bring in code of its own.
    /// </summary>
    private static Type? FindIn(ComponentCatalog catalog, string assembly, string contract)
    {
        if (assembly.Length == 0 || !IsOfTheApplication(assembly))
        {
            return null;
        }

        catalog.RegisterAssembly(AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(assembly)), throwOnError: false);
        return catalog.FindFactory(contract);
    }

    private static bool IsOfTheApplication(string assembly)
    {
        if (AppDomain.CurrentDomain.GetAssemblies().Any(a => a.GetName().Name == assembly))
        {
            return true;
        }

        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty;
        return trusted.Split(Path.PathSeparator).Any(path => Path.GetFileNameWithoutExtension(path) == assembly);
    }

    /// <summary>The simple name of the assembly that holds the contract's factory: that of one of the row classes.</summary>
    private static string AssemblyOf(string contract, Type source, Type target) =>
        new[] { source.Assembly, target.Assembly }.Distinct()
            .FirstOrDefault(a => a.GetTypes().Any(t => t.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>()?.ContractName == contract))
            ?.GetName().Name ?? string.Empty;

    private static Type? BaseOf(Type factory)
    {
        for (var type = factory.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(CustomMappingFactory<,>))
            {
                return type;
            }
        }

        return null;
    }

    private static object Create<TSrc, TDst>(Type factory, string contract)
        where TSrc : class, new()
        where TDst : class, new() =>
        new CustomMappingTransformer<TSrc, TDst>(((CustomMappingFactory<TSrc, TDst>)Activator.CreateInstance(factory)!).GetMapping(), contract, null, null);
}
