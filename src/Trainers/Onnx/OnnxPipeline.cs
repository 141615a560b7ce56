using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds a portable model: an input per raw column, steps, members, their average, outputs.</summary>
internal sealed class OnnxPipeline
{
    private const double LowestProbability = 1e-7;
    private readonly OnnxGraph _graph;
    private readonly PortableModel _model;
    private readonly Dictionary<string, (string Name, PortableColumn Column)> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<PortableFeaturizer, string> _features = new(ReferenceEqualityComparer.Instance);

    private OnnxPipeline(OnnxGraph graph, PortableModel model) => (_graph, _model) = (graph, model);

    /// <summary>Adds everything.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="model">The model.</param>
    public static void Add(OnnxGraph graph, PortableModel model) => new OnnxPipeline(graph, model).Add();

    private bool IsSingle => _model.Members is [{ Classes: null }];

    private void Add()
    {
        if (_model.HasOwnCombiner)
        {
            throw new NotSupportedException($"A combiner of kind '{_model.Combiner!.Kind}' has no ONNX form; export an ensemble that averages its members by weight.");
        }

        foreach (var column in _model.Columns)
        {
            var type = column.Kind == PortableColumnKind.Text ? OnnxType.String : OnnxType.Float;
            _columns.Add(column.Name, (_graph.Builder.Input(column.Name, type, column.Size), column));
        }

        var member = _model.Members[0];
        if (_model.Label.Task != PredictionTask.Binary)
        {
            var values = IsSingle ? Linked(member) : _graph.Cast(Average(), OnnxType.Float);
            if (_model.Label.Task == PredictionTask.Regression)
            {
                Give("predictions", values, 1);
                return;
            }

            Give("probabilities", values, _model.Label.Outputs);
            GiveLabel(_graph.Node("ArgMax", [values], OnnxAttribute.Of("axis", 1L), OnnxAttribute.Of("keepdims", 0L)));
            return;
        }

        if (IsSingle && member.Predictor.Link.Kind != PortableLinkKind.Probabilities)
        {
            var scores = Raw(member);
            GiveBinary(scores, _model.HasProbabilities ? OnnxPredictors.Link(_graph, member.Predictor.Link, scores) : null);
        }
        else
        {
            var mean = IsSingle ? Raw(member) : _graph.Cast(Average(), OnnxType.Float);
            GiveBinary(Logit(mean), mean);
        }
    }

    private string Raw(PortableMember member) => OnnxPredictors.Add(_graph, member.Predictor, Features(member.Featurizer));

    private string Linked(PortableMember member) => OnnxPredictors.Link(_graph, member.Predictor.Link, Raw(member));

    private string Features(PortableFeaturizer featurizer)
    {
        if (_features.TryGetValue(featurizer, out var features))
        {
            return features;
        }

        var known = new Dictionary<string, (string Name, PortableColumn Column)>(_columns, StringComparer.Ordinal);
        foreach (var step in featurizer.Steps)
        {
            var inputs = step.Inputs.Select(input => known[input]).ToArray();
            var output = OnnxSteps.Add(_graph, step, [.. inputs.Select(input => input.Name)], inputs[0].Column.Size);
            known.Add(step.Output, (output, step.Infer([.. inputs.Select(input => input.Column)])));
        }

        return _features[featurizer] = known[featurizer.Output].Name;
    }

    /// <summary>The weighted mean of what all members say, in double precision.</summary>
    private string Average()
    {
        var parts = new List<string>();
        var total = _model.Members.Sum(member => (double)member.Weight);
        foreach (var member in _model.Members)
        {
            var share = member.Weight / total;
            var one = _graph.Cast(Linked(member), OnnxType.Double);
            parts.Add(member.Classes is null ? _graph.Multiply(one, _graph.Double(share)) : _graph.Product(one, Placing(member.Classes, share)));
        }

        return _graph.Node("Sum", [.. parts]);
    }

    // Outputs x classes: each output's share goes to its class.
    private string Placing(IReadOnlyList<int> classes, double share)
    {
        var outputs = _model.Label.Outputs;
        var places = new double[classes.Count * outputs];
        for (var k = 0; k < classes.Count; k++)
        {
            places[(k * outputs) + classes[k]] = share;
        }

        return _graph.Doubles(places, classes.Count, outputs);
    }

    private string Logit(string probability)
    {
        var p = _graph.Clip(_graph.Cast(probability, OnnxType.Double), _graph.Double(LowestProbability), _graph.Double(1 - LowestProbability));
        var odds = _graph.Divide(p, _graph.Subtract(_graph.Double(1), p));
        return _graph.Cast(_graph.Node("Log", [odds]), OnnxType.Float);
    }

    private void GiveBinary(string scores, string? probability)
    {
        Give("scores", scores, 1);
        if (probability is not null)
        {
            Give("probabilities", _graph.Concat([_graph.Subtract(_graph.Float(1), probability), probability]), 2);
        }

        var isPositive = _graph.Node("Greater", [scores, _graph.Float(0)]);
        GiveLabel(_graph.Reshape(_graph.Cast(isPositive, OnnxType.Int64)));
    }

    private void GiveLabel(string label)
    {
        Give("label", label, null, OnnxType.Int64);
        if (_model.Label.Classes.Count > 0)
        {
            var names = _graph.Builder.Constant(_graph.Builder.FreeName("classes"), _model.Label.Classes);
            Give("class", _graph.Node("Gather", [names, label], OnnxAttribute.Of("axis", 0L)), null, OnnxType.String);
        }
    }

    private void Give(string wish, string value, int? columns, OnnxType type = OnnxType.Float)
    {
        var name = _graph.Builder.FreeName(wish);
        _graph.Builder.Node("Identity", [value], name);
        _graph.Builder.Output(name, type, columns);
    }
}
