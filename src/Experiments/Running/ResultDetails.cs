using MLNetTuning.Experiments.Sweeping;
using MLNetTuning.Experiments.Tables;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Experiments.Running;

/// <summary>What a report tells beyond the result itself.</summary>
/// <param name="Threshold">The probability above which class 1 is predicted.</param>
/// <param name="Traces">The configurations that succeeded, in the order they ended.</param>
/// <param name="Sample">The columns the model reads, of some of the judged rows.</param>
/// <param name="SampleLabels">Their labels.</param>
/// <param name="SampleParts">For each of them, which of <paramref name="HeldOut"/> did not learn from it.</param>
/// <param name="HeldOut">For each split, the part of the model that learnt from its training rows alone.</param>
internal sealed record ResultDetails(
    float Threshold, IReadOnlyList<TrialTrace> Traces, IReadOnlyList<TableColumn> Sample, float[] SampleLabels, int[] SampleParts, IReadOnlyList<PortableModel> HeldOut)
{
    /// <summary>What the sweeper did; null for the built-in plan.</summary>
    public SweepTrace? Sweep { get; init; }

    /// <summary>Of a wide table the places in <see cref="Sample"/> of the columns that most folds chose, the first first; where time is short they are measured and others not.</summary>
    public IReadOnlyList<int> Foremost { get; init; } = [];

    private const int SampleRows = 2000;

    public static ResultDetails Of(SearchRoom room, IReadOnlyList<ModelRecord> models, FinishedModel finished)
    {
        int[] rows = [.. room.Judged.Rows];
        new Random(room.Settings.Seed).Shuffle(rows);
        rows = rows[..Math.Min(rows.Length, SampleRows)];
        var part = new int[room.Table.Rows];
        for (var split = room.Splits.Count - 1; split >= 0; split--)
        {
            foreach (var row in room.Splits[split].Validation)
            {
                part[row] = split;
            }
        }

        return new ResultDetails(
            finished.Threshold,
            [.. models.Select(model => new TrialTrace(model.Trial, model.Candidate, model.Curve))],
            [.. room.Layout.Features.Select(feature => feature.Column.Select(rows))],
            Array.ConvertAll(rows, row => room.Label.Values[row]),
            Array.ConvertAll(rows, row => part[row]),
            [.. Enumerable.Range(0, room.Splits.Count).Select(split => Part(room, finished.Model, split))])
        {
            Foremost = room.IsWide ? Chosen(room) : [],
        };
    }

    // Behind the columns that need no fitting stand those that do: of a wide table they are left for last.
    private static int[] Chosen(SearchRoom room) =>
    [
        .. Enumerable.Range(0, room.Splits.Count)
            .SelectMany(split => (room.Fold(split).Chosen ?? []).Where(column => column < room.Layout.Owners.Count).Select(column => room.Layout.Owners[column]).Distinct())
            .CountBy(place => place).OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => one.Key),
    ];

    private static PortableModel Part(SearchRoom room, PortableModel model, int split) => new(
        model.Columns, model.Label, [.. model.Members.Where(member => ReferenceEquals(member.Featurizer, room.Fold(split).Featurizer))], model.Combiner);
}
