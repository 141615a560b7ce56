using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>Portable forms of ML.NET's numeric transformers, read from what they publish or from what they do with made-up rows.</summary>
internal static class StageConverters
{
    /// <summary>The order of the joined columns is not public: every slot gets a number of its own, and the output shows where each went.</summary>
    public static Symbol Concatenate(StageOutput context)
    {
        var symbols = context.Inputs.Select(name => (Name: name, Symbol: context.Featurizer.Find(name, context.Schema))).ToArray();
        if (symbols.Any(one => one.Symbol.Kind == PortableColumnKind.Text))
        {
            throw context.Unsupported("joins texts");
        }

        var view = new ProbeView(context.Schema, 1);
        var firsts = new Dictionary<float, Symbol>();
        var next = 1;
        foreach (var (name, symbol) in symbols)
        {
            var first = next;
            firsts.Add(first, symbol);
            view.SetNumbers(name, (_, slot) => first + slot);
            next += symbol.Size;
        }

        var output = context.Probe(view);
        var order = new List<string>();
        for (var slot = 0; slot < output.Length;)
        {
            var symbol = firsts.GetValueOrDefault(output[slot]) ?? throw context.Unsupported("does not join whole columns");
            order.Add(symbol.Name);
            slot += symbol.Size;
        }

        return context.Write(name => new ConcatenateStep(order, name));
    }

    public static Symbol ReplaceMissing(StageOutput context)
    {
        if (context.Input.Kind == PortableColumnKind.Text)
        {
            throw context.Unsupported("replaces missing texts");
        }

        var replacement = context.Probe(new ProbeView(context.Schema, 1).SetNumbers(context.InputName, (_, _) => float.NaN));
        return context.Write(name => new ReplaceMissingStep(context.Input.Name, name, replacement));
    }

    public static Symbol IndicateMissing(StageOutput context) => context.Input.Kind == PortableColumnKind.Text
        ? throw context.Unsupported("indicates missing texts")
        : context.Write(name => new MissingIndicatorStep(context.Input.Name, name));

    /// <summary>Numbers and booleans are floats already; texts are parsed.</summary>
    public static Symbol ConvertType(StageOutput context)
    {
        if (!ColumnReader.IsNumeric(context.Output.Type) || (context.Output.Type as VectorDataViewType)?.ItemType is KeyDataViewType || context.Output.Type is KeyDataViewType)
        {
            throw context.Unsupported($"is converted to {context.Output.Type}");
        }

        if (context.Input.Kind == PortableColumnKind.Text)
        {
            var toNumber = ((context.Output.Type as VectorDataViewType)?.ItemType ?? context.Output.Type) == NumberDataViewType.Single;
            return toNumber ? context.Write(name => new ParseNumberStep(context.Input.Name, name)) : throw context.Unsupported($"is text converted to {context.Output.Type}");
        }

        var whole = ((context.Output.Type as VectorDataViewType)?.ItemType ?? context.Output.Type) is not NumberDataViewType type || (type != NumberDataViewType.Single && type != NumberDataViewType.Double);
        var fromWhole = context.Input.Kind == PortableColumnKind.Boolean;
        return whole && !fromWhole ? throw context.Unsupported($"is a number converted to {context.Output.Type}") : context.Input;
    }
}
