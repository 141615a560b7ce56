namespace Microsoft.ML;

/// <summary>Names the contract a component of a user's assembly fulfils.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ExtensionBaseAttribute : Attribute
{
    private protected ExtensionBaseAttribute(string contractName)
    {
        ContractName = contractName;
    }

    /// <summary>The name of the contract.</summary>
    public string ContractName { get; }
}
