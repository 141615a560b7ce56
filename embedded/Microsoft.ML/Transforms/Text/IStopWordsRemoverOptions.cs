namespace Microsoft.ML.Transforms.Text;

/// <summary>How stop words are removed: <see cref="StopWordsRemovingEstimator.Options"/> or <see cref="CustomStopWordsRemovingEstimator.Options"/>.</summary>
public interface IStopWordsRemoverOptions;
