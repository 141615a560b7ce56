using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A prediction transformer that reads one column of features.</summary>
/// <typeparam name="TModel">What was learned.</typeparam>
public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>The column of features.</summary>
    string FeatureColumnName { get; }

    /// <summary>Its type.</summary>
    DataViewType FeatureColumnType { get; }
}
