namespace MLNetTuning.Trainers.Portable;

/// <summary>A fitted model that needs no ML.NET: raw columns in, predictions out. Immutable and safe to use from many threads.</summary>
/// <remarks>
/// It is one pipeline, or several whose predictions are combined: by default a weighted average of probabilities (binary, multiclass) or of values
/// (regression); else by a combiner of its own, with or without features passed through to it.
/// <see cref="PortableModelFile"/> saves and loads it.
/// </remarks>
public sealed class PortableModel
{
    private const int BlockRows = 256;
    private const float LowestProbability = 1e-7f;

    private readonly PortableMember[] _members;

    /// <summary>Makes a model and checks that its parts fit together.</summary>
    /// <param name="columns">The raw columns read, each once.</param>
    /// <param name="label">What is predicted.</param>
    /// <param name="members">One or more members.</param>
    /// <param name="combiner">Reads the members' predictions side by side, group after group, then the features passed through; null (the default) for a weighted average.</param>
    /// <param name="passthrough">Makes the features passed through to the combiner; null (the default) for none.</param>
    /// <exception cref="PortableModelException">The parts do not fit together; the message names the part.</exception>
    public PortableModel(
        IReadOnlyList<PortableColumn> columns, PortableLabel label, IReadOnlyList<PortableMember> members, PortablePredictor? combiner = null, PortableFeaturizer? passthrough = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(members);
        Columns = [.. columns];
        Label = label;
        (Combiner, HasOwnCombiner, Passthrough) = (combiner, combiner is not null, passthrough);
        Groups = 1 + members.Select((member, place) => member.Group ?? place).DefaultIfEmpty(0).Max();
        members = [.. members.Select((member, place) => member with { Group = member.Group ?? place })];
        // Members that share a featurizer follow each other, so that its features are made once a block and only one set is alive.
        _members = [.. members.GroupBy(member => member.Featurizer, ReferenceEqualityComparer.Instance).SelectMany(group => group)];
        CheckColumns();
        CheckMembers();
        if (combiner is null && !IsSingle)
        {
            Combiner = new AveragingCombiner(label.Task, label.Outputs, GroupWeights);
        }

        CheckCombiner();
    }

    /// <summary>The raw columns the model reads.</summary>
    public IReadOnlyList<PortableColumn> Columns { get; }

    /// <summary>What is predicted.</summary>
    public PortableLabel Label { get; }

    /// <summary>The members.</summary>
    public IReadOnlyList<PortableMember> Members => _members;

    /// <summary>What makes one prediction of the members' predictions; null for a single member whose prediction is the model's.</summary>
    public PortablePredictor? Combiner { get; }

    /// <summary>Makes the features that the combiner reads behind the members' predictions; null for none.</summary>
    public PortableFeaturizer? Passthrough { get; }

    /// <summary>Whether probabilities are known; false only for one binary member without a link, and for regression.</summary>
    public bool HasProbabilities => Label.Task != PredictionTask.Regression && (Combiner ?? _members[0].Predictor).Link.Kind != PortableLinkKind.Identity;

    /// <summary>Whether the combiner was given, rather than the average of the members' weights.</summary>
    internal bool HasOwnCombiner { get; }

    /// <summary>How many predictions the combiner reads.</summary>
    internal int Groups { get; }

    /// <summary>The members' weights summed over each group.</summary>
    internal float[] GroupWeights
    {
        get
        {
            var weights = new float[Groups];
            foreach (var member in _members)
            {
                weights[member.Group!.Value] += member.Weight;
            }

            return weights;
        }
    }

    private bool IsSingle => _members is [{ Classes: null }];

    /// <summary>Predicts all rows of a table.</summary>
    /// <param name="table">The rows; it must hold every column of <see cref="Columns"/>, and may hold more.</param>
    /// <param name="threads">How many threads may work, 1 or more. Default 1. The result does not depend on it.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">A column is not there, or of another kind or length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PortablePredictions Predict(PortableTable table, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        CheckTable(table);
        var scores = new FloatMatrix(table.Rows, Label.Outputs);
        var probabilities = Label.Task == PredictionTask.Binary && HasProbabilities ? new float[table.Rows] : null;
        var blocks = (table.Rows + BlockRows - 1) / BlockRows;
        void Run(PortableScorer scorer, int block)
        {
            var start = block * BlockRows;
            var rows = Math.Min(BlockRows, table.Rows - start);
            scorer.Load(table, start, rows);
            scorer.Score(rows, scores.Values.AsSpan(start * Label.Outputs, rows * Label.Outputs), probabilities is null ? [] : probabilities.AsSpan(start, rows));
        }

        if (threads == 1 || blocks <= 1)
        {
            var scorer = CreateScorer(Math.Clamp(table.Rows, 1, BlockRows));
            for (var block = 0; block < blocks; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Run(scorer, block);
            }
        }
        else
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, blocks, parallel, () => CreateScorer(BlockRows), (block, _, scorer) =>
            {
                Run(scorer, block);
                return scorer;
            }, _ => { });
        }

        return new PortablePredictions(Label, scores, probabilities);
    }

    /// <summary>Predicts one row.</summary>
    /// <param name="row">A value per column of <see cref="Columns"/>; see <see cref="PortableTable.FromRow"/>.</param>
    /// <exception cref="ArgumentException">A column is not there, or of another kind or length.</exception>
    public PortablePredictions Predict(IReadOnlyDictionary<string, object?> row) => Predict(PortableTable.FromRow(Columns, row));

    /// <summary>Makes a scorer for one thread that keeps its buffers from call to call.</summary>
    /// <param name="capacity">The most rows scored at once, 1 or more.</param>
    public PortableScorer CreateScorer(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new PortableScorer(this, capacity);
    }

    private void CheckColumns()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            if (string.IsNullOrEmpty(column.Name) || column.Size < 1 || !Enum.IsDefined(column.Kind) || !names.Add(column.Name))
            {
                throw new PortableModelException($"The column '{column.Name}' (kind {column.Kind}, size {column.Size}) has no name, no known kind, a size below 1, or a name used twice.");
            }
        }
    }

    private void CheckMembers()
    {
        if (_members.Length == 0)
        {
            throw new PortableModelException("A model needs one member or more; none was given.");
        }

        if (Label.Task == PredictionTask.Multiclass && Label.Classes.Count < 2)
        {
            throw new PortableModelException($"A multiclass model needs 2 classes or more; {Label.Classes.Count} were given.");
        }

        if (Label.DecisionWeights is { Count: > 0 } weights
            && (Label.Task != PredictionTask.Multiclass || weights.Count != Label.Classes.Count || weights.Any(weight => !(weight > 0) || !float.IsFinite(weight))))
        {
            throw new PortableModelException($"A {Label.Task} model of {Label.Classes.Count} classes has the decision weights {string.Join(", ", weights)}; multiclass models have one a class, finite and above 0, or none.");
        }

        for (var i = 0; i < _members.Length; i++)
        {
            CheckMember(_members[i], i);
        }
    }

    private void CheckMember(PortableMember member, int index)
    {
        var size = member.Featurizer.Check(Columns);
        if (member.Predictor.Inputs != size)
        {
            throw new PortableModelException($"Member {index} takes {member.Predictor.Inputs} features, but its steps make {size}.");
        }

        if (member.Predictor.Outputs != (member.Classes?.Count ?? Label.Outputs))
        {
            throw new PortableModelException($"Member {index} has {member.Predictor.Outputs} outputs; its classes or the label need {member.Classes?.Count ?? Label.Outputs}.");
        }

        if (member.Classes is { } classes && (Label.Task != PredictionTask.Multiclass || classes.Any(k => k < 0 || k >= Label.Outputs) || classes.Distinct().Count() != classes.Count))
        {
            throw new PortableModelException($"Member {index} maps its outputs to classes {string.Join(", ", classes)}; they must be distinct and below {Label.Outputs}, for a multiclass label only.");
        }

        if (!(member.Weight > 0) || !float.IsFinite(member.Weight))
        {
            throw new PortableModelException($"Member {index} has weight {member.Weight}; weights are finite and above 0.");
        }

        member.Predictor.Link.Check(Label.Task, member.Predictor.Outputs);
        if ((_members.Length > 1 || Combiner is not null) && Label.Task == PredictionTask.Binary && member.Predictor.Link.Kind == PortableLinkKind.Identity)
        {
            throw new PortableModelException($"Member {index} gives no probability, so it cannot be averaged with others; calibrate it first.");
        }
    }

    private void CheckCombiner()
    {
        if (Combiner is null)
        {
            if (Passthrough is not null)
            {
                throw new PortableModelException("Features are passed through, but there is no combiner to read them.");
            }

            return;
        }

        if (_members.Any(member => member.Group < 0) || GroupWeights.Any(weight => weight == 0))
        {
            throw new PortableModelException($"Members belong to groups {string.Join(", ", _members.Select(member => member.Group))}; groups are numbered from 0 without gaps.");
        }

        var width = (Groups * Label.Outputs) + (Passthrough?.Check(Columns) ?? 0);
        if (Combiner.Inputs != width || Combiner.Outputs != Label.Outputs)
        {
            throw new PortableModelException($"The combiner reads {Combiner.Inputs} values and gives {Combiner.Outputs}; the members and the features passed through make {width}, and the label needs {Label.Outputs}.");
        }

        Combiner.Link.Check(Label.Task, Label.Outputs);
    }

    private void CheckTable(PortableTable table)
    {
        foreach (var column in Columns)
        {
            var size = table.SizeOf(column.Name);
            if (size == 0)
            {
                throw new ArgumentException($"The model reads column '{column.Name}', which the table has not. It has: {string.Join(", ", table.Names)}.", nameof(table));
            }

            var (wantsText, isText) = (column.Kind == PortableColumnKind.Text, table.Texts(column.Name) is not null);
            if (wantsText != isText || size != column.Size)
            {
                throw new ArgumentException(
                    $"The model reads column '{column.Name}' as {(wantsText ? "text" : "numbers")} of {column.Size} per row; the table has {(isText ? "text" : "numbers")} of {size}.", nameof(table));
            }
        }
    }

    /// <summary>ln(p / (1 - p)) with p kept away from 0 and 1, so that scores stay finite.</summary>
    /// <param name="probability">A probability, 0 to 1.</param>
    public static float Logit(float probability)
    {
        var p = Math.Clamp((double)probability, LowestProbability, 1 - LowestProbability);
        return (float)Math.Log(p / (1 - p));
    }
}
