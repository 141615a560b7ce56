namespace MLNetTuning.Trainers.Portable;

/// <summary>Adds up, over the words of a text, what each known word weighs; words that are not known weigh nothing.</summary>
/// <remarks>Words are those of <see cref="WordsStep.Split"/>; a word that comes twice counts twice.</remarks>
public sealed class WordSumStep : PortableStep
{
    private readonly Dictionary<string, int> _places;

    /// <summary>Makes the step.</summary>
    /// <param name="input">The text column read.</param>
    /// <param name="output">The column written, a value per column of <paramref name="weights"/>.</param>
    /// <param name="words">The words, distinct, in lower case.</param>
    /// <param name="weights">A row of one or more weights for each word.</param>
    public WordSumStep(string input, string output, IReadOnlyList<string> words, FloatMatrix weights)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(weights);
        (Inputs, Words, Weights) = ([input], words, weights);
        if (weights.Rows != words.Count || weights.Columns == 0)
        {
            throw Wrong($"has {weights.Rows} rows of {weights.Columns} weights for {words.Count} words");
        }

        _places = new(words.Count, StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (!_places.TryAdd(words[i], i))
            {
                throw Wrong($"has the word '{words[i]}' twice");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>The words known.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>A row of weights for each word.</summary>
    public FloatMatrix Weights { get; }

    /// <summary>Writes the values of one text.</summary>
    /// <param name="text">The text; empty for missing.</param>
    /// <param name="target">Receives a value per column of <see cref="Weights"/>.</param>
    public void Read(string text, Span<float> target) => Read(WordsStep.Split(text), target);

    internal void Read(IEnumerable<string> words, Span<float> target)
    {
        target.Clear();
        foreach (var word in words)
        {
            if (_places.TryGetValue(word, out var place))
            {
                var weights = Weights.Row(place);
                for (var k = 0; k < weights.Length; k++)
                {
                    target[k] += weights[k];
                }
            }
        }
    }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) => NumbersOf(inputs[0], Weights.Columns);

    internal override void Run(PortableFrame frame)
    {
        var texts = frame[Inputs[0]].Texts!;
        var width = Weights.Columns;
        var target = frame.Output(Output, width);
        for (var row = 0; row < frame.Rows; row++)
        {
            Read(texts[row].ToString(), target.Slice(row * width, width));
        }
    }
}
