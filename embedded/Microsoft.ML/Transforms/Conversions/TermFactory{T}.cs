using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Makes term maps of one type.</summary>
internal sealed class TermFactory<T>(PrimitiveDataViewType type) : TermFactory
    where T : notnull
{
    public override ITermLearner Learner(DataViewRow row, DataViewSchema.Column column, int limit, bool sort) =>
        new TermLearner<T>(type, row, column, limit, sort);

    public override TermMap Read(ModelReader reader) => new TermMap<T>(type, TypedArrays.Read<T>(reader));
}
