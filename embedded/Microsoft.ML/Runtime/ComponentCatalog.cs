using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Runtime;

/// <summary>The components of users' assemblies that models may name.</summary>
public sealed class ComponentCatalog
{
    private readonly ConcurrentDictionary<string, Type> _factories = new(StringComparer.Ordinal);

    internal ComponentCatalog()
    {
    }

    /// <summary>Makes the custom mapping factories of an assembly known, so that models that name their contracts can be loaded.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="throwOnError">Whether two factories for one contract are an error.</param>
    /// <exception cref="InvalidOperationException">Two factories name the same contract.</exception>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var type in assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CustomMappingFactoryAttributeAttribute>() is not { } attribute)
            {
                continue;
            }

            var known = _factories.GetOrAdd(attribute.ContractName, type);
            if (known != type && throwOnError)
            {
                throw new InvalidOperationException($"The contract '{attribute.ContractName}' is named by {known} and by {type}; give every factory a name of its own.");
            }
        }
    }

    internal Type? FindFactory(string contractName) => _factories.GetValueOrDefault(contractName);
}
