namespace MLNetTuning.Trainers.Portable;

/// <summary>Counts in free text: its characters, its words, and for each word of a list whether it is there.</summary>
/// <remarks>Words are runs of letters and digits, compared without case by the invariant culture.</remarks>
public sealed class WordsStep : PortableStep
{
    private const int Shape = 2;

    private readonly Dictionary<string, int> _places;

    /// <summary>Makes the step.</summary>
    /// <param name="input">The text column read.</param>
    /// <param name="output">The column written: characters, words, and one value per word of the list.</param>
    /// <param name="words">The words, distinct, in lower case.</param>
    public WordsStep(string input, string output, IReadOnlyList<string> words)
        : base(output)
    {
        ArgumentNullException.ThrowIfNull(words);
        (Inputs, Words) = ([input], words);
        _places = new(words.Count, StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (!_places.TryAdd(words[i], Shape + i))
            {
                throw Wrong($"has the word '{words[i]}' twice");
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>The words looked for.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Values a row.</summary>
    public int Width => Shape + Words.Count;

    /// <summary>The words of a text in lower case, repeats too.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                yield return text[start..i].ToLowerInvariant();
            }

            i++;
        }
    }

    /// <summary>Writes the values of one text.</summary>
    /// <param name="text">The text; empty for missing.</param>
    /// <param name="target">Receives <see cref="Width"/> values.</param>
    public void Read(string text, Span<float> target)
    {
        ArgumentNullException.ThrowIfNull(text);
        Read(text.Length, Split(text), target);
    }

    internal void Read(int characters, IEnumerable<string> words, Span<float> target)
    {
        target.Clear();
        target[0] = characters;
        foreach (var word in words)
        {
            target[1]++;
            if (_places.TryGetValue(word, out var place))
            {
                target[place] = 1;
            }
        }
    }

    internal override PortableColumn Infer(IReadOnlyList<PortableColumn> inputs) => NumbersOf(inputs[0], Width);

    internal override void Run(PortableFrame frame)
    {
        var texts = frame[Inputs[0]].Texts!;
        var target = frame.Output(Output, Width);
        for (var row = 0; row < frame.Rows; row++)
        {
            Read(texts[row].ToString(), target.Slice(row * Width, Width));
        }
    }
}
