using System.Reflection;

namespace Microsoft.ML.Transforms;

/// <summary>
/// How a custom mapping is kept in a model file: the names of its contract and assembly. On loading the contract is looked for among the
/// assemblies registered with the context, then in the named assembly if the program has it loaded or lists it among its own; only a factory
/// marked with the contract is made, and no other assembly is loaded because a file names it.
/// </summary>
internal static class CustomMappingFile
{
    public const string Kind = "CustomMapping";

    public static void Save(ModelSaveContext ctx, string contractName, string assemblyName)
    {
        ctx.SetKind(Kind);
        ctx.Writer.Write(contractName);
        ctx.Writer.Write(assemblyName);
    }

    public static ITransformer Load(ModelReader reader, MLContext context)
    {
        var contractName = reader.ReadString();
        var assemblyName = reader.ReadString();
        var type = context.ComponentCatalog.FindFactory(contractName) ?? FindListed(contractName, assemblyName);
        return type is not null && Activator.CreateInstance(type) is ICustomMappingFactory factory
            ? factory.CreateTransformer(contractName)
            : throw new UnknownContractException($"The model holds a custom mapping with the contract '{contractName}' of assembly '{assemblyName}', which is not known. Register its assembly before loading: mlContext.ComponentCatalog.RegisterAssembly(typeof(ItsFactory).Assembly).");
    }

    private static Type? FindListed(string contractName, string assemblyName) => ListedAssemblies.Find(assemblyName)
        .SelectMany(ListedAssemblies.Types)
        .FirstOrDefault(type => type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>()?.ContractName == contractName);
}
