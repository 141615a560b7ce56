using MLNetTuning.Experiments.Running;
using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tuning;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Reports;

/// <summary>What a result's report is written from, beside its model: kept so that the page can be written again without the search.</summary>
internal sealed record ReportRecord
{
    /// <summary>The form this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required string Data { get; init; }

    public required string Limit { get; init; }

    public required string Version { get; init; }

    public required string Runtime { get; init; }

    public required int Processors { get; init; }

    public required SettingsRecord Settings { get; init; }

    public required TuningMetric Metric { get; init; }

    public required double ValidationScore { get; init; }

    public double? ExpectedScore { get; init; }

    public double? ExpectedScoreDeviation { get; init; }

    public required float Temperature { get; init; }

    public required float Threshold { get; init; }

    public required int Splits { get; init; }

    public required int Rows { get; init; }

    public required double Seconds { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<TrialRecordPart> Trials { get; init; }

    public required IReadOnlyList<MemberRecord> Members { get; init; }

    public required RowsRecord Validation { get; init; }

    public RowsRecord? Test { get; init; }

    public required ImportanceRecord Importance { get; init; }

    public SweepTrace? Sweep { get; init; }

    /// <summary>The record of a report.</summary>
    public static ReportRecord Of(ReportInput input, ColumnImportance importance)
    {
        var result = input.Result;
        var traces = result.Details.Traces.ToDictionary(trace => trace.Trial.Id);
        return new ReportRecord
        {
            Format = CurrentFormat,
            Data = input.Data,
            Limit = input.Limit,
            Version = input.Version,
            Runtime = input.Runtime,
            Processors = input.Processors,
            Settings = SettingsRecord.Of(result.Settings),
            Metric = result.Metric,
            ValidationScore = result.ValidationScore,
            ExpectedScore = result.ExpectedScore,
            ExpectedScoreDeviation = result.ExpectedScoreDeviation,
            Temperature = result.Temperature,
            Threshold = result.Details.Threshold,
            Splits = result.Splits,
            Rows = result.Rows,
            Seconds = result.Elapsed.TotalSeconds,
            Notes = result.Notes,
            Sweep = result.Details.Sweep,
            Trials = [.. result.Trials.Select(trial => TrialRecordPart.Of(trial, traces.GetValueOrDefault(trial.Id)))],
            Members = [.. result.Members.Select(member => new MemberRecord(member.Trial.Id, member.Weight))],
            Validation = RowsRecord.Of(ReportRows.Validation(result)),
            Test = input.Test is null ? null : RowsRecord.Of(input.Test),
            Importance = new ImportanceRecord([.. importance.Columns.Select(one => one.Name)], [.. importance.Columns.Select(one => one.Loss)], importance.Rows, importance.Unmeasured),
        };
    }

    /// <summary>What the report is written from again.</summary>
    /// <param name="model">The model of the same result.</param>
    /// <param name="time">The clock that dates the report.</param>
    public ReportInput ToInput(PortableModel model, TimeProvider time)
    {
        ExperimentTrial[] trials = [.. Trials.Select(part => part.Trial())];
        var byId = trials.ToDictionary(trial => trial.Id);
        TrialTrace[] traces = [.. Trials.Select(part => part.Trace(byId[part.Id])).OfType<TrialTrace>()];
        var validation = Validation.ToRows(model.Label);
        var result = new ExperimentResult(
            model, trials, [.. Members.Select(member => new ExperimentMember(byId[member.Trial], member.Weight))], new ResultDetails(Threshold, traces, [], [], [], []) { Sweep = Sweep })
        {
            Settings = Settings.ToSettings(),
            Metric = Metric,
            ValidationScore = ValidationScore,
            ExpectedScore = ExpectedScore,
            ExpectedScoreDeviation = ExpectedScoreDeviation,
            Temperature = Temperature,
            Splits = Splits,
            Rows = Rows,
            Notes = Notes,
            Elapsed = TimeSpan.FromSeconds(Seconds),
            ValidationRows = [.. Enumerable.Range(0, validation.Count)],
            ValidationLabels = validation.Labels,
            ValidationPredictions = validation.Values,
        };
        return new ReportInput(Data, result, time)
        {
            Test = Test?.ToRows(model.Label),
            Limit = Limit,
            Version = Version,
            Runtime = Runtime,
            Processors = Processors,
            Importance = new ColumnImportance([.. Importance.Names.Zip(Importance.Losses)], Importance.Rows, Importance.Unmeasured),
        };
    }
}
