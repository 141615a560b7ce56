using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>Builds the chain of ML.NET's own transformers as which a model of this library is saved by <c>ml.Model.Save</c>.</summary>
/// <remarks>
/// ML.NET lets no outside transformer write a model file of its own. So the model travels as the text of a constant column, and custom mappings found by
/// their contract's name read it and predict; transformers that outlive a file join the parts to the columns users expect.
/// </remarks>
internal sealed class CarrierBuilder
{
    private readonly MLContext _context = new(0);
    private readonly List<ITransformer> _chain = [];
    private readonly List<string> _helpers = [];
    private readonly ScoreColumns _columns;
    private readonly DataViewSchema _schema;
    private IDataView _view;

    private CarrierBuilder(ScoreColumns columns, DataViewSchema schema)
    {
        (_columns, _schema) = (columns, schema);
        _view = new EmptyRowsView(schema);
    }

    /// <param name="model">The model; its columns are found in <paramref name="schema"/> by name.</param>
    /// <param name="columns">The columns to add.</param>
    /// <param name="schema">The schema of the rows before the transformer.</param>
    public static TransformerChain<ITransformer> Build(PortableModel model, ScoreColumns columns, DataViewSchema schema)
    {
        var builder = new CarrierBuilder(columns, schema);
        builder.Pack(model);
        builder.AddState(CarrierState.Text(model));
        builder.Add(builder._context.Transforms.CustomMapping(new ScoreMapping().GetMapping(), CarrierNames.ScoreContract),
            CarrierNames.Scores, CarrierNames.Score, CarrierNames.Probability, CarrierNames.Label, CarrierNames.Best);
        builder.AddOutputs();
        builder.DropHelpers();
        return new TransformerChain<ITransformer>([.. builder._chain]);
    }

    /// <summary>Puts all number columns into one vector and all text columns into another, in the model's order.</summary>
    private void Pack(PortableModel model)
    {
        var numbers = new List<string>();
        foreach (var column in model.Columns.Where(column => column.Kind != PortableColumnKind.Text))
        {
            numbers.Add(AsSingle(column.Name));
        }

        string[] texts = [.. model.Columns.Where(column => column.Kind == PortableColumnKind.Text).Select(column => column.Name)];
        if (numbers.Count > 0)
        {
            Add(_context.Transforms.Concatenate(CarrierNames.Numbers, [.. numbers]), CarrierNames.Numbers);
        }

        if (texts.Length > 0)
        {
            Add(_context.Transforms.Concatenate(CarrierNames.Texts, texts), CarrierNames.Texts);
        }

        if (numbers.Count > 0)
        {
            Add(_context.Transforms.CustomMapping(new OneFromNumbers().GetMapping(), CarrierNames.OneFromNumbersContract), CarrierNames.One);
        }
        else
        {
            Add(_context.Transforms.CustomMapping(new OneFromTexts().GetMapping(), CarrierNames.OneFromTextsContract), CarrierNames.One);
            Add(_context.Transforms.Concatenate(CarrierNames.Numbers, AsSingle(CarrierNames.One)), CarrierNames.Numbers);
        }
    }

    private string AsSingle(string name)
    {
        var type = _view.Schema[name].Type;
        if (type == NumberDataViewType.Single || (type as VectorDataViewType)?.ItemType == NumberDataViewType.Single)
        {
            return name;
        }

        var converted = $"{CarrierNames.Prefix}n{_helpers.Count}";
        Add(_context.Transforms.Conversion.ConvertType(converted, name, DataKind.Single), converted);
        return converted;
    }

    private void AddState(string text)
    {
        Add(_context.Transforms.Conversion.MapValue(CarrierNames.State, new[] { new KeyValuePair<int, string>(1, text) }, CarrierNames.One), CarrierNames.State);
        if (!_helpers.Contains(CarrierNames.Texts))
        {
            Add(_context.Transforms.Concatenate(CarrierNames.Texts, CarrierNames.State), CarrierNames.Texts);
        }
    }

    private void AddOutputs()
    {
        switch (_columns.Task)
        {
            case PredictionTask.Binary:
                Copy(ScoreColumns.PredictedLabel, CarrierNames.Label);
                Copy(ScoreColumns.Score, CarrierNames.Score);
                if (_columns.HasProbability)
                {
                    Copy(ScoreColumns.Probability, CarrierNames.Probability);
                }

                break;
            case PredictionTask.Regression:
                Copy(ScoreColumns.Score, CarrierNames.Score);
                break;
            default:
                AddPredictedLabel();
                AddScores();
                break;
        }
    }

    private void AddPredictedLabel()
    {
        var asKey = !_columns.PredictsValue;
        if (_columns.Values is { AreNumbers: true } numbers)
        {
            var entries = Enumerable.Range(0, numbers.Count).Select(i => new KeyValuePair<int, float>(i, float.Parse(numbers.Names[i], System.Globalization.CultureInfo.InvariantCulture)));
            Add(_context.Transforms.Conversion.MapValue(ScoreColumns.PredictedLabel, entries, CarrierNames.Best, asKey));
            return;
        }

        var names = _columns.Values?.Names ?? [.. Enumerable.Range(0, _columns.Outputs).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        Add(_context.Transforms.Conversion.MapValue(ScoreColumns.PredictedLabel, names.Select((name, i) => new KeyValuePair<int, string>(i, name)), CarrierNames.Best, asKey));
    }

    /// <summary>Joins the scores to a vector whose slot names are the classes: ML.NET names the slots after the columns joined.</summary>
    private void AddScores()
    {
        var slots = SlotColumns();
        for (var block = 0; block * SliceOutput.Size < slots.Length; block++)
        {
            Add(_context.Transforms.Conversion.MapValue(CarrierNames.Block, new[] { new KeyValuePair<int, int>(1, block) }, CarrierNames.One), CarrierNames.Block);
            Add(_context.Transforms.CustomMapping(new SliceMapping().GetMapping(), CarrierNames.SliceContract), [.. Enumerable.Range(0, SliceOutput.Size).Select(i => CarrierNames.Slice + i)]);
            for (var k = block * SliceOutput.Size; k < Math.Min(slots.Length, (block + 1) * SliceOutput.Size); k++)
            {
                Copy(slots[k], CarrierNames.Slice + k % SliceOutput.Size);
                _helpers.Add(slots[k]);
            }
        }

        Add(_context.Transforms.Concatenate(ScoreColumns.Score, slots));
    }

    /// <summary>The classes' names where no column of that name would be hidden and then dropped; else reserved names.</summary>
    private string[] SlotColumns()
    {
        var taken = _schema.Select(column => column.Name).Concat([ScoreColumns.Score, ScoreColumns.PredictedLabel, ""]).ToHashSet(StringComparer.Ordinal);
        var names = _columns.Values?.Names;
        return names is not null && !names.Any(taken.Contains) && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : [.. Enumerable.Range(0, _columns.Outputs).Select(i => $"{CarrierNames.Prefix}class{i}")];
    }

    private void Copy(string output, string input) => Add(_context.Transforms.CopyColumns(output, input));

    private void DropHelpers() => Add(_context.Transforms.DropColumns([.. _helpers.Distinct(StringComparer.Ordinal)]));

    private void Add<T>(IEstimator<T> estimator, params string[] helpers)
        where T : class, ITransformer
    {
        ITransformer transformer = estimator.Fit(_view);
        _view = transformer.Transform(_view);
        _chain.Add(transformer);
        _helpers.AddRange(helpers);
    }
}
