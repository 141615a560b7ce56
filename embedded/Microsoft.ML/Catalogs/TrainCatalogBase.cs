namespace Microsoft.ML;

/// <summary>What the catalogs of the tasks have in common.</summary>
public abstract partial class TrainCatalogBase
{
    private protected TrainCatalogBase(MLContext context)
    {
        Context = context;
    }

    internal MLContext Context { get; }

    /// <summary>A part of a task's catalog.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog)
        {
            Owner = catalog;
        }

        internal TrainCatalogBase Owner { get; }

        internal MLContext Context => Owner.Context;
    }
}
