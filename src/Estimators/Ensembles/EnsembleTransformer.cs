using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Persistence;
using MLNetTuning.Estimators.Persistence.Carrier;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Ensembles;

/// <summary>Fitted pipelines joined: by default a weighted average of probabilities (binary, multiclass) or of values (regression); else by a combiner.</summary>
/// <remarks>
/// Every member runs on its own copy of the columns, so members may name their columns as they like; what users see are the raw columns and the ensemble's
/// PredictedLabel, Score and Probability. The binary score is the logit of the mean probability. Members that know the classes in another order, or not all
/// of them, are matched by the classes' names; the first member's order counts.
/// </remarks>
public sealed class EnsembleTransformer : ScoringTransformer
{
    private readonly IDataView _sample;
    private readonly EnsemblePlan _plan;

    // Asked for at every cursor and row mapper; a mapper of every part is dear to make.
    private readonly ConditionalWeakTable<DataViewSchema, DataViewSchema.Column[]> _inputs = [];

    /// <summary>Makes an ensemble of fitted pipelines.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="members">One or more members.</param>
    /// <param name="sample">Rows as the members read them, best the training rows; read when the ensemble is saved.</param>
    /// <param name="combiner">How the members' predictions become one; null (the default) for the average by their weights.</param>
    /// <exception cref="ArgumentException">No members, a weight that is not above 0, or a member or combiner that does not fit the task; the message names it.</exception>
    public EnsembleTransformer(PredictionTask task, IReadOnlyList<EnsembleMember> members, IDataView sample, EnsembleCombiner? combiner = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(sample);
        Check(members);
        Task = task;
        Members = [.. members];
        _sample = sample;
        var first = members[0].Models[0].GetOutputSchema(sample.Schema);
        var values = task == PredictionTask.Multiclass ? ModelLabel.Classes(first) ?? throw NoClasses(members[0]) : null;
        var predictsValue = task == PredictionTask.Multiclass && first.GetColumnOrNull(ScoreColumns.PredictedLabel) is { Type: not KeyDataViewType };
        Columns = new ScoreColumns(task, values?.Count ?? 1, hasProbability: true, values, predictsValue);
        Combiner = combiner;
        _plan = EnsemblePlan.Make(Members, combiner, Columns, sample.Schema);
    }

    /// <summary>What is predicted.</summary>
    public PredictionTask Task { get; }

    /// <summary>The members.</summary>
    public IReadOnlyList<EnsembleMember> Members { get; }

    /// <summary>How the members' predictions become one; null for the average by their weights.</summary>
    public EnsembleCombiner? Combiner { get; }

    /// <summary>What an <see cref="EnsembleEstimator"/> saw when it built the ensemble; null for one made by hand.</summary>
    public EnsembleReport? Report { get; internal init; }

    /// <summary>The classes in the order of the scores; empty but for multiclass.</summary>
    public IReadOnlyList<string> ClassNames => Columns.Values?.Names ?? [];

    internal override ScoreColumns Columns { get; }

    /// <summary>The ensemble in the form that needs no ML.NET, checked to score the same on the sample.</summary>
    /// <exception cref="NotSupportedException">A part has no portable form; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The portable model scores otherwise; the message names the part.</exception>
    public PortableModel ToPortable() => PortableConverter.Convert(this, _sample);

    internal override IReadOnlyList<DataViewSchema.Column> InputColumns(DataViewSchema schema) => _inputs.GetValue(schema, FindInputs);

    internal override IScoreSource OpenSource(IDataView input, Random? random) => new EnsembleScoreSource(_plan, Columns, input, random);

    internal override IRowScorer BindRow(DataViewRow row) => new EnsembleRowScorer(_plan, Columns, row);

    private protected override void Save(ModelSaveContext context)
    {
        ICanSaveModel carrier;
        try
        {
            carrier = new PortableTransformer(ToPortable(), _sample.Schema);
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException)
        {
            // A member that cannot be made portable can still be saved as what it is, one member after the other.
            carrier = MemberChainBuilder.Build(_plan, Columns, _sample.Schema);
        }

        carrier.Save(context);
    }

    private DataViewSchema.Column[] FindInputs(DataViewSchema schema)
    {
        var needed = new SortedSet<int>();
        foreach (var (model, name) in _plan.Reads)
        {
            var mapper = model.GetRowToRowMapper(schema);
            needed.UnionWith(mapper.GetDependencies([mapper.OutputSchema[name]]).Select(column => column.Index));
        }

        return [.. needed.Select(index => schema[index])];
    }

    private static void Check(IReadOnlyList<EnsembleMember> members)
    {
        if (members.Count == 0)
        {
            throw new ArgumentException("An ensemble needs one member or more; none was given.", nameof(members));
        }

        foreach (var member in members)
        {
            if (member.Models.Count == 0 || !(member.Weight > 0) || !float.IsFinite(member.Weight))
            {
                throw new ArgumentException(FormattableString.Invariant($"The member '{member.Name}' has {member.Models.Count} models and weight {member.Weight}; it needs one model or more and a finite weight above 0."), nameof(members));
            }
        }
    }

    private static ArgumentException NoClasses(EnsembleMember member) =>
        new($"The member '{member.Name}' gives no class names (key values of PredictedLabel, or slot names of Score); make the label with ml.Transforms.Conversion.MapValueToKey.", nameof(member));
}
