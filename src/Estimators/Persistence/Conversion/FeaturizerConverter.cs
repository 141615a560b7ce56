using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Turns the transformers before a predictor into portable steps, for the columns the predictor needs and no others.</summary>
internal sealed class FeaturizerConverter(PipelineStages stages, RawColumns raw)
{
    private readonly List<PortableStep> _steps = [];
    private readonly Dictionary<string, Symbol> _symbols = new(StringComparer.Ordinal);
    private int _count;

    public RawColumns Raw => raw;

    /// <summary>Converts what is needed to compute one column right before a stage.</summary>
    /// <exception cref="NotSupportedException">A transformer has no portable form; the message names it.</exception>
    public PortableFeaturizer Convert(int stage, string column)
    {
        var needed = Needed(stage, column);
        for (var i = 0; i < stage; i++)
        {
            foreach (var output in needed[i + 1].Order(StringComparer.Ordinal).ToArray())
            {
                if (stages.Inputs(i, output) is { } inputs)
                {
                    Convert(i, output, inputs);
                }
            }

            Commit();
        }

        var symbol = Find(column, stages.Schemas[stage]);
        if (symbol.Kind == PortableColumnKind.Text)
        {
            throw new NotSupportedException($"The feature column '{column}' is text.");
        }

        if (raw.Columns.Any(one => one.Name == symbol.Name))
        {
            symbol = Write(column, name => new ConcatenateStep([symbol.Name], name), symbol.Size);
        }

        return new PortableFeaturizer(_steps, symbol.Name);
    }

    /// <summary>The symbol behind a visible column; a raw column is entered when first asked for.</summary>
    public Symbol Find(string name, DataViewSchema schema) => _symbols.TryGetValue(name, out var symbol) ? symbol : raw.Find(schema[name]);

    /// <summary>Adds a step that writes a new column and gives its symbol.</summary>
    public Symbol Write(string column, Func<string, PortableStep> step, int size, PortableColumnKind kind = PortableColumnKind.Number)
    {
        var name = $"{column}#{++_count}";
        _steps.Add(step(name));
        return new Symbol(name, kind, size);
    }

    // Outputs of one stage become visible together, as one of them may hide a column another one reads.
    private readonly Dictionary<string, Symbol> _pending = new(StringComparer.Ordinal);

    private void Commit()
    {
        foreach (var (name, symbol) in _pending)
        {
            _symbols[name] = symbol;
        }

        _pending.Clear();
    }

    private HashSet<string>[] Needed(int stage, string column)
    {
        var needed = new HashSet<string>[stage + 1];
        needed[stage] = [column];
        for (var i = stage - 1; i >= 0; i--)
        {
            needed[i] = [];
            foreach (var output in needed[i + 1])
            {
                needed[i].UnionWith(stages.Inputs(i, output) ?? [output]);
            }
        }

        return needed;
    }

    private void Convert(int stage, string output, IReadOnlyList<string> inputs)
    {
        var context = new StageOutput(stages.Transformers[stage], stages.Schemas[stage], stages.Schemas[stage + 1][output], inputs, this, stages.Made(stage).Count);
        _pending[output] = stages.Name(stage) switch
        {
            "ColumnConcatenatingTransformer" => StageConverters.Concatenate(context),
            "ColumnCopyingTransformer" => context.Input,
            "NormalizingTransformer" => NormalizerConverter.Convert(context),
            "MissingValueReplacingTransformer" => StageConverters.ReplaceMissing(context),
            "MissingValueIndicatorTransformer" => StageConverters.IndicateMissing(context),
            "TypeConvertingTransformer" => StageConverters.ConvertType(context),
            "OneHotEncodingTransformer" or "ValueToKeyMappingTransformer" or "KeyToVectorMappingTransformer" or "KeyToBinaryVectorMappingTransformer" => CategoryConverter.Convert(context),
            var name => throw new NotSupportedException(
                $"The transformer {name} that makes column '{output}' has no portable form. Save with ml.Model.Save, or use transformers that have one: Concatenate, CopyColumns, DropColumns, Normalize*, ReplaceMissingValues, IndicateMissingValues, ConvertType, OneHotEncoding, MapValueToKey, MapKeyToVector."),
        };
    }
}
