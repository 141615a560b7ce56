using System.Text.Json;
using System.Text.Json.Serialization;
using MLNetTuning.Experiments;
using MLNetTuning.Experiments.Reports;

namespace MLNetTuning.Cli;

/// <summary>A run as JSON, one object a line, each with an <c>event</c>.</summary>
internal sealed class JsonLines(TextWriter output)
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock _lock = new();

    internal void Start(TrainSettings settings, TimeSpan? limit) =>
        Write(new { @event = "start", data = settings.Data, label = settings.Label, seconds = limit?.TotalSeconds, trials = settings.MaxTrials, seed = settings.Seed });

    internal void Trial(ExperimentProgress progress)
    {
        var last = progress.Last;
        Write(new
        {
            @event = "trial",
            seconds = Math.Round(progress.Elapsed.TotalSeconds, 3),
            trials = progress.Ended,
            best = progress.Best?.Score,
            members = progress.Members,
            elsewhere = progress.IsElsewhere ? true : (bool?)null,
            trial = new
            {
                id = last.Id,
                trainer = last.Trainer,
                parameters = last.Parameters,
                score = Finite(last.Score),
                deviation = Finite(last.ScoreDeviation),
                seconds = Math.Round(last.Seconds, 3),
                givenUp = last.WasGivenUp,
                error = last.Error,
            },
        });
    }

    internal void Note(string text) => Write(new { @event = "note", text });

    internal void Finished(ExperimentResult result, RunState state, LabelledPredictions? test, ModelFolder files) => Write(new
    {
        @event = "finished",
        task = result.Task.ToString(),
        metric = result.Metric.ToString(),
        validation = result.ValidationScore,
        expected = result.ExpectedScore,
        members = result.Members.Count,
        trials = result.Trials.Count,
        failed = state.FailedTrials,
        seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
        secondsUsed = state.SecondsUsed,
        test = test is null ? null : Metrics(test.Metrics()),
        model = files.Model,
    });

    internal void Report(string path) => Write(new { @event = "report", report = path });

    internal void Work(int trials) => Write(new { @event = "finished", trials });

    /// <summary>Metrics as they stand in JSON.</summary>
    internal static IEnumerable<object> Metrics(IReadOnlyList<MetricEstimate> metrics) =>
        metrics.Select(metric => new { name = metric.Name, value = metric.Value, low = Finite(metric.Low), high = Finite(metric.High) });

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private void Write<T>(T line)
    {
        lock (_lock)
        {
            output.WriteLine(JsonSerializer.Serialize(line, Options));
            output.Flush();
        }
    }
}
