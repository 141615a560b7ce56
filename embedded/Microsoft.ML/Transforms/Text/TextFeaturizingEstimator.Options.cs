namespace Microsoft.ML.Transforms.Text;

public sealed partial class TextFeaturizingEstimator
{
    /// <summary>How text is turned into features.</summary>
    public sealed class Options
    {
        /// <summary>What becomes of upper and lower case. Default <see cref="TextNormalizingEstimator.CaseMode.Lower"/>.</summary>
        public TextNormalizingEstimator.CaseMode CaseMode = TextNormalizingEstimator.CaseMode.Lower;

        /// <summary>Whether diacritical marks are kept. Default false.</summary>
        public bool KeepDiacritics;

        /// <summary>Whether punctuation is kept. Default true.</summary>
        public bool KeepPunctuations = true;

        /// <summary>Whether numbers are kept. Default true.</summary>
        public bool KeepNumbers = true;

        /// <summary>A column to be made of the words, after stop words are removed; null for none. Default null.</summary>
        public string? OutputTokensColumnName;

        /// <summary>How the vector of a row is scaled, words and characters each by themselves. Default <see cref="NormFunction.L2"/>.</summary>
        public NormFunction Norm = NormFunction.L2;

        /// <summary>Starts with the defaults.</summary>
        public Options()
        {
        }

        /// <summary>Which stop words are removed; null for none. Default null.</summary>
        public IStopWordsRemoverOptions? StopWordsRemoverOptions { get; set; }

        /// <summary>The n-grams of words; null for none. Default words and pairs of words.</summary>
        public WordBagEstimator.Options? WordFeatureExtractor { get; set; } = new();

        /// <summary>The n-grams of characters; null for none. Default three characters.</summary>
        public WordBagEstimator.Options? CharFeatureExtractor { get; set; } = new() { NgramLength = 3, UseAllLengths = false };
    }
}
