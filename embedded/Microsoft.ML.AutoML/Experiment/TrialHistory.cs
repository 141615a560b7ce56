using System.Globalization;
using System.Text;

namespace Microsoft.ML.AutoML;

/// <summary>
/// The trials of a study, in a CSV file: number, loss, duration, peaks, and the point of the parameters in the search space. A line is
/// written as soon as its trial has ended, with numbers that read back to the same bits.
/// </summary>
internal sealed class TrialHistory
{
    private const int FixedColumns = 5;

    private readonly string _path;
    private readonly SearchSpace.SearchSpace _space;
    private readonly List<TrialResult> _loaded;

    public TrialHistory(string path, SearchSpace.SearchSpace space)
    {
        _path = path;
        _space = space;
        _loaded = File.Exists(path) ? Load() : [];
        NextId = _loaded.Count == 0 ? 0 : _loaded.Max(trial => trial.TrialSettings.TrialId) + 1;
    }

    /// <summary>The number of the next trial.</summary>
    public int NextId { get; }

    /// <summary>The trials of earlier runs.</summary>
    public IReadOnlyList<TrialResult> Loaded => _loaded;

    public void Add(TrialResult result)
    {
        var text = new StringBuilder();
        if (!File.Exists(_path) || new FileInfo(_path).Length == 0)
        {
            var parameters = Enumerable.Range(0, _space.FeatureSpaceDim).Select(i => string.Create(CultureInfo.InvariantCulture, $"parameter_{i}"));
            text.AppendJoin(',', new[] { "id", "loss", "durationInMilliseconds", "peakCpu", "peakMemoryInMegaByte" }.Concat(parameters)).Append('\n');
        }

        var point = _space.MappingToFeatureSpace(result.TrialSettings.Parameter);
        double?[] values = [result.Loss, result.DurationInMilliseconds, result.PeakCpu, result.PeakMemoryInMegaByte, .. point];
        text.Append(result.TrialSettings.TrialId.ToString(CultureInfo.InvariantCulture));
        foreach (var value in values)
        {
            text.Append(',').Append(value?.ToString("R", CultureInfo.InvariantCulture));
        }

        File.AppendAllText(_path, text.Append('\n').ToString());
    }

    private List<TrialResult> Load()
    {
        var width = FixedColumns + _space.FeatureSpaceDim;
        var results = new List<TrialResult>();
        var number = 1;
        foreach (var line in File.ReadLines(_path).Skip(1))
        {
            number++;
            var cells = line.Split(',');

            // A process killed while it wrote leaves half a line at the end: that trial is lost, the others are not.
            if (cells.Length == width)
            {
                results.Add(Parse(cells, number));
            }
        }

        return results;
    }

    private TrialResult Parse(string[] cells, int line)
    {
        try
        {
            var point = cells[FixedColumns..].Select(Number).ToArray();
            return new TrialResult
            {
                TrialSettings = new TrialSettings
                {
                    TrialId = int.Parse(cells[0], CultureInfo.InvariantCulture),
                    Parameter = _space.SampleFromFeatureSpace(point),
                },
                Loss = Number(cells[1]),
                DurationInMilliseconds = Number(cells[2]),
                PeakCpu = cells[3].Length == 0 ? null : Number(cells[3]),
                PeakMemoryInMegaByte = cells[4].Length == 0 ? null : Number(cells[4]),
            };
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{_path}, line {line}: this is not a trial of this search space ({exception.Message}). Remove the line or choose another folder.", exception);
        }
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
