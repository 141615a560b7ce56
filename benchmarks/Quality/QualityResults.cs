namespace MLNetTuning.Benchmarks.Quality;

/// <summary>What the contestants reached on a file, split by split.</summary>
/// <param name="file">The file.</param>
internal sealed class QualityResults(QualityFile file)
{
    private readonly Dictionary<string, List<QualityScore>> _scores = [];

    /// <summary>The file.</summary>
    public QualityFile File => file;

    /// <summary>The test labels by split.</summary>
    public List<float[]> Labels { get; } = [];

    /// <summary>Keeps a contestant's score on the last split.</summary>
    public void Add(string contestant, QualityScore score)
    {
        if (!_scores.TryGetValue(contestant, out var list))
        {
            _scores.Add(contestant, list = []);
        }

        list.Add(score);
    }

    /// <summary>A contestant's scores by split.</summary>
    public IReadOnlyList<QualityScore> Of(string contestant) => _scores[contestant];

    /// <summary>A contestant's mean error over splits.</summary>
    public double Mean(string contestant) => Of(contestant).Average(score => score.Error);

    /// <summary>A contestant's mean wall time in seconds.</summary>
    public double Seconds(string contestant) => Of(contestant).Average(score => score.Seconds);
}
