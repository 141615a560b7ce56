using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Conversion;

/// <summary>
/// Portable forms of transformers that look categories up. The categories come from the slot names and from the sample; what each becomes,
/// and what unknown and missing values become, is read off made-up rows.
/// </summary>
internal static class CategoryConverter
{
    private const int MostCategories = 100_000;

    // Private-use characters: no category of real data is this.
    private const string Unknown = "\uE000\uF8FF\uE000";

    public static Symbol Convert(StageOutput context)
    {
        if (context.Input.Size != 1 || context.Schema[context.InputName].Type is VectorDataViewType)
        {
            throw context.Unsupported("looks up the values of a vector");
        }

        return context.Input.Kind == PortableColumnKind.Text ? Texts(context) : Numbers(context);
    }

    private static Symbol Texts(StageOutput context)
    {
        var known = SlotNames(context).Concat(KeyValues(context)).Concat(context.Featurizer.Raw.SampleTexts(context.Input.Name)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        Check(context, known.Length);
        string[] asked = [.. known, Unknown, ""];
        var codes = context.Probe(new ProbeView(context.Schema, asked.Length).Set(context.InputName, row => asked[row].AsMemory()));
        var (kept, table) = Compress(known, codes, context.Size);
        return context.Write(name => new CategoryStep(context.Input.Name, name, kept, table));
    }

    private static Symbol Numbers(StageOutput context)
    {
        var type = context.Schema[context.InputName].Type;
        float[] known = type switch
        {
            BooleanDataViewType => [0, 1],
            KeyDataViewType key => [.. Enumerable.Range(1, (int)Math.Min(key.Count, MostCategories + 1)).Select(value => (float)value)],
            _ => [.. SlotNames(context).Select(Parse).Concat(context.Featurizer.Raw.SampleNumbers(context.Input.Name)).Where(float.IsFinite).Distinct()],
        };
        Check(context, known.Length);

        // Whatever holds no fraction or no missing value is asked for a value it can hold: such a column never holds the others.
        var (unknown, missing) = type switch
        {
            BooleanDataViewType => (0f, 0f),
            KeyDataViewType => (0f, 0f),
            NumberDataViewType number when number == NumberDataViewType.Single || number == NumberDataViewType.Double => (UnknownNumber(known), float.NaN),
            _ => (UnknownNumber(known), UnknownNumber(known)),
        };
        float[] asked = [.. known, unknown, missing];
        var codes = context.Probe(new ProbeView(context.Schema, asked.Length).SetNumbers(context.InputName, (row, _) => asked[row]));
        var (kept, table) = Compress(known, codes, context.Size);
        return context.Write(name => new CategoryStep(context.Input.Name, name, kept, table));
    }

    /// <summary>Leaves out categories that are coded like unknown values, and the table when the codes are plain one-hot in order.</summary>
    private static (T[] Categories, FloatMatrix? Table) Compress<T>(T[] known, float[] codes, int width)
    {
        var unknown = codes.AsSpan(known.Length * width, width);
        var rows = new List<int>();
        for (var i = 0; i < known.Length; i++)
        {
            if (!codes.AsSpan(i * width, width).SequenceEqual(unknown))
            {
                rows.Add(i);
            }
        }

        rows.Sort((a, b) => codes.AsSpan(a * width, width).IndexOfAnyExcept(0f).CompareTo(codes.AsSpan(b * width, width).IndexOfAnyExcept(0f)));
        var table = new FloatMatrix(known.Length + 2, width, codes).Select([.. rows, known.Length, known.Length + 1]);
        return ([.. rows.Select(row => known[row])], IsOneHot(table) ? null : table);
    }

    private static bool IsOneHot(FloatMatrix table)
    {
        if (table.Rows != table.Columns + 2)
        {
            return false;
        }

        for (var row = 0; row < table.Rows; row++)
        {
            for (var column = 0; column < table.Columns; column++)
            {
                if (table.Row(row)[column] != (row == column ? 1 : 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void Check(StageOutput context, int categories)
    {
        if (categories is 0 or > MostCategories)
        {
            throw context.Unsupported($"has {categories} categories (1 to {MostCategories} are carried)");
        }
    }

    private static IEnumerable<string> SlotNames(StageOutput context)
    {
        if (!context.Output.HasSlotNames())
        {
            return [];
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        context.Output.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private static IEnumerable<string> KeyValues(StageOutput context)
    {
        if (!context.Output.HasKeyValues())
        {
            return [];
        }

        VBuffer<ReadOnlyMemory<char>> values = default;
        context.Output.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private static float Parse(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : float.NaN;

    private static float UnknownNumber(float[] known)
    {
        var value = 101f;
        while (known.Contains(value))
        {
            value++;
        }

        return value;
    }
}
