using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Trainers.Onnx;

/// <summary>Adds a portable model: an input per raw column, steps, members, what combines them, outputs.</summary>
internal sealed class OnnxPipeline
{
    private readonly OnnxGraph _graph;
    private readonly PortableModel _model;
    private readonly Dictionary<string, (string Name, PortableColumn Column)> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lengths = new(StringComparer.Ordinal);
    private readonly Dictionary<PortableFeaturizer, string> _features = new(ReferenceEqualityComparer.Instance);

    private OnnxPipeline(OnnxGraph graph, PortableModel model) => (_graph, _model) = (graph, model);

    /// <summary>Adds everything.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="model">The model.</param>
    public static void Add(OnnxGraph graph, PortableModel model) => new OnnxPipeline(graph, model).Add();

    private void Add()
    {
        foreach (var column in _model.Columns)
        {
            var (type, columns, meaning) = OnnxInputs.Of(_model, column);
            _columns.Add(column.Name, (_graph.Builder.Input(column.Name, type, columns, meaning), column));
            if (columns == OnnxModelBuilder.AnyColumns)
            {
                var length = OnnxInputs.LengthOf(_model, column.Name);
                _lengths.Add(column.Name, _graph.Builder.Input(length.Name, OnnxType.Float, 1, length.Meaning));
            }
        }

        var predictor = _model.Combiner ?? _model.Members[0].Predictor;
        var raw = _model.Combiner is null ? Raw(_model.Members[0]) : OnnxPredictors.Add(_graph, predictor, Predictions());
        if (_model.Label.Task == PredictionTask.Binary)
        {
            var isProbability = predictor.Link.Kind == PortableLinkKind.Probabilities;
            var probability = _model.HasProbabilities ? OnnxPredictors.Link(_graph, predictor.Link, raw) : null;
            GiveBinary(isProbability ? OnnxCombiners.Logit(_graph, raw) : raw, probability);
            return;
        }

        var values = OnnxPredictors.Link(_graph, predictor.Link, raw);
        if (_model.Label.Task == PredictionTask.Regression)
        {
            Give("predictions", values, 1);
            return;
        }

        Give("probabilities", values, _model.Label.Outputs);
        var weights = _model.Label.DecisionWeights;
        var decided = weights.Count == 0 ? values : _graph.Multiply(values, _graph.Floats([.. weights]));
        GiveLabel(_graph.Node("ArgMax", [decided], OnnxAttribute.Of("axis", 1L), OnnxAttribute.Of("keepdims", 0L)));
    }

    private string Raw(PortableMember member) => OnnxPredictors.Add(_graph, member.Predictor, Features(member.Featurizer));

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
            var output = step is WordsStep words
                ? OnnxSteps.Words(_graph, words, inputs[0].Name, _lengths[words.Inputs[0]])
                : OnnxSteps.Add(_graph, step, [.. inputs.Select(input => input.Name)], inputs[0].Column.Size);
            known.Add(step.Output, (output, step.Infer([.. inputs.Select(input => input.Column)])));
        }

        return _features[featurizer] = known[featurizer.Output].Name;
    }

    /// <summary>What the combiner reads: each group's mean prediction, and the features passed through.</summary>
    private string Predictions()
    {
        var weights = _model.GroupWeights;
        var parts = new List<string>();
        for (var group = 0; group < _model.Groups; group++)
        {
            string[] members = [.. _model.Members.Where(member => member.Group == group).Select(member => Placed(member, member.Weight / weights[group]))];
            parts.Add(members.Length == 1 ? members[0] : _graph.Node("Sum", members));
        }

        if (_model.Passthrough is { } passthrough)
        {
            parts.Add(Features(passthrough));
        }

        return _graph.Concat(parts);
    }

    // Each output's share goes to its class.
    private string Placed(PortableMember member, float share)
    {
        var one = OnnxPredictors.Link(_graph, member.Predictor.Link, Raw(member));
        if (member.Classes is not { } classes)
        {
            return share == 1 ? one : _graph.Multiply(one, _graph.Float(share));
        }

        var outputs = _model.Label.Outputs;
        var places = new float[classes.Count * outputs];
        for (var k = 0; k < classes.Count; k++)
        {
            places[(k * outputs) + classes[k]] = share;
        }

        return _graph.Product(one, _graph.Floats(places, classes.Count, outputs));
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
