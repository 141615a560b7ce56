namespace Microsoft.ML;

/// <summary>Transforms.</summary>
public sealed partial class TransformsCatalog
{
    internal TransformsCatalog(MLContext context)
    {
        Context = context;
        Categorical = new CategoricalTransforms(context);
        Conversion = new ConversionTransforms(context);
        Text = new TextTransforms(context);
    }

    /// <summary>Transforms of categories.</summary>
    public CategoricalTransforms Categorical { get; }

    /// <summary>Conversions of types and values.</summary>
    public ConversionTransforms Conversion { get; }

    /// <summary>Transforms of text.</summary>
    public TextTransforms Text { get; }

    internal MLContext Context { get; }

    /// <summary>Transforms of categories.</summary>
    public sealed partial class CategoricalTransforms
    {
        internal CategoricalTransforms(MLContext context)
        {
            Context = context;
        }

        internal MLContext Context { get; }
    }

    /// <summary>Conversions of types and values.</summary>
    public sealed partial class ConversionTransforms
    {
        internal ConversionTransforms(MLContext context)
        {
            Context = context;
        }

        internal MLContext Context { get; }
    }

    /// <summary>Transforms of text.</summary>
    public sealed partial class TextTransforms
    {
        internal TextTransforms(MLContext context)
        {
            Context = context;
        }

        internal MLContext Context { get; }
    }
}
