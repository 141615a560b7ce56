using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Text;

/// <summary>Fits steps one after another, and drops the columns between them at the end.</summary>
internal sealed class TextPipeline(IDataView data)
{
    private readonly List<ITransformer> _transformers = [];
    private readonly List<string> _temporary = [];
    private IDataView _data = data;

    public void Add(IEstimator<ITransformer> estimator) => Add(estimator.Fit(_data));

    public void Add(ITransformer transformer)
    {
        _transformers.Add(transformer);
        _data = transformer.Transform(_data);
    }

    /// <summary>A new column, dropped at the end.</summary>
    public string Temporary(string source, string tag)
    {
        var name = $"{source}_{tag}";
        for (var i = 0; _data.Schema.GetColumnOrNull(name) is not null || _temporary.Contains(name); i++)
        {
            name = FormattableString.Invariant($"{source}_{tag}_{i}");
        }

        _temporary.Add(name);
        return name;
    }

    /// <summary>A new column for every source.</summary>
    public (string Output, string Input)[] Temporaries(string[] sources, string tag) =>
        Array.ConvertAll(sources, source => (Temporary(source, tag), source));

    public TextFeaturizingTransformer Finish()
    {
        Add(new ColumnSelectingTransformer([.. _temporary], keep: false, keepHidden: false));
        return new TextFeaturizingTransformer(new TransformerChain<ITransformer>([.. _transformers]));
    }
}
