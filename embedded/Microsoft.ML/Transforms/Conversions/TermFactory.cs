using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes term maps of one type.</summary>
internal abstract class TermFactory
{
    public abstract ITermLearner Learner(DataViewRow row, DataViewSchema.Column column, int limit, bool sort);

    public abstract TermMap Read(ModelReader reader);
}
