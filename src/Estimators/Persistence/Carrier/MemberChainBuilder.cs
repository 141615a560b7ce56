using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Estimators.Ensembles;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>Builds an ensemble as one chain of its members' own transformers, one member after the other, and their combiner.</summary>
/// <remarks>
/// The way to save members that have no portable form. Raw columns a member overwrites are kept aside and put back after it, and what it adds is dropped
/// but for the column read, so that the next member finds the rows as they came.
/// </remarks>
internal sealed class MemberChainBuilder
{
    private const string Joined = CarrierNames.Prefix + "parts";

    private readonly MLContext _context = new(0);
    private readonly List<ITransformer> _chain = [];
    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly DataViewSchema _schema;
    private IDataView _view;

    private MemberChainBuilder(DataViewSchema schema)
    {
        _schema = schema;
        _view = new EmptyRowsView(schema);
    }

    /// <exception cref="NotSupportedException">A member selects or drops columns, which would take them from the members after it.</exception>
    public static TransformerChain<ITransformer> Build(EnsemblePlan plan, ScoreColumns columns, DataViewSchema schema)
    {
        if (plan.Passthrough is not null)
        {
            throw new NotSupportedException("A part of the ensemble has no portable form and its combiner reads features passed through; such an ensemble cannot be saved. Stack without PassthroughColumnName, or use members that have a portable form.");
        }

        var parts = plan.Parts;
        var builder = new MemberChainBuilder(schema);
        var stages = parts.Select(part => PipelineStages.Of(part.Model, schema)).ToArray();
        builder.KeepRaw(stages);
        var outputs = parts.Select((part, i) => builder.AddPart(part, stages[i], i)).ToArray();
        builder.AddCombiner(plan, outputs, columns);
        builder.Add(builder._context.Transforms.DropColumns([.. outputs, Joined, .. builder._kept.Values]));
        return new TransformerChain<ITransformer>([.. builder._chain]);
    }

    private static IEnumerable<string> Made(PipelineStages stages) =>
        Enumerable.Range(0, stages.Transformers.Count).SelectMany(stages.Made).Distinct(StringComparer.Ordinal);

    private void KeepRaw(PipelineStages[] stages)
    {
        foreach (var stage in stages)
        {
            if (Enumerable.Range(0, stage.Transformers.Count).Any(i => stage.Name(i) == "ColumnSelectingTransformer"))
            {
                throw new NotSupportedException("A member selects or drops columns and another part of the ensemble has no portable form; such an ensemble cannot be saved. Leave DropColumns and SelectColumns out of the members.");
            }
        }

        foreach (var name in stages.SelectMany(Made).Distinct(StringComparer.Ordinal).Where(name => _schema.GetColumnOrNull(name) is not null))
        {
            _kept.Add(name, $"{CarrierNames.Prefix}raw{_kept.Count}");
            Add(_context.Transforms.CopyColumns(_kept[name], name));
        }
    }

    private string AddPart(EnsemblePart part, PipelineStages stages, int number)
    {
        _chain.AddRange(stages.Transformers);
        _view = part.Model.Transform(_view);
        var output = $"{CarrierNames.Prefix}part{number}";
        Add(_context.Transforms.CopyColumns(output, part.OutputColumn));
        string[] made = [.. Made(stages)];
        Add(_context.Transforms.DropColumns(made));
        foreach (var name in made.Where(_kept.ContainsKey))
        {
            Add(_context.Transforms.CopyColumns(name, _kept[name]));
        }

        return output;
    }

    /// <summary>The combiner reads all parts' outputs side by side; each part is a linear model that picks its own.</summary>
    private void AddCombiner(EnsemblePlan plan, string[] outputs, ScoreColumns columns)
    {
        Add(_context.Transforms.Concatenate(Joined, outputs));
        var width = plan.Parts.Sum(part => part.Outputs);
        var link = columns.Task == PredictionTask.Regression ? PortableLink.Identity : PortableLink.Probabilities;
        var (start, members) = (0, new List<(PortablePredictor, float, int)>());
        foreach (var part in plan.Parts)
        {
            var weights = new FloatMatrix(columns.Outputs, width);
            for (var k = 0; k < part.Outputs; k++)
            {
                weights.Row(part.Classes?[k] ?? k)[start + k] = 1;
            }

            members.Add((new LinearPredictor(weights, new float[columns.Outputs], link), part.Share, part.Member));
            start += part.Outputs;
        }

        var model = FeatureVectorModels.Make(columns.Task, members, plan.Combiner, Joined, columns);
        var average = CarrierBuilder.Build(model, columns, _view.Schema);
        _chain.AddRange(average);
        _view = ((ITransformer)average).Transform(_view);
    }

    private void Add<T>(IEstimator<T> estimator)
        where T : class, ITransformer
    {
        ITransformer transformer = estimator.Fit(_view);
        _view = transformer.Transform(_view);
        _chain.Add(transformer);
    }
}
