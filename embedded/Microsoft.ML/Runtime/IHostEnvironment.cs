namespace Microsoft.ML.Runtime;

/// <summary>What a component may ask of the context it runs in. Made by <see cref="MLContext"/>.</summary>
public interface IHostEnvironment : IChannelProvider
{
    /// <summary>The components that models may name.</summary>
    ComponentCatalog ComponentCatalog { get; }
}
