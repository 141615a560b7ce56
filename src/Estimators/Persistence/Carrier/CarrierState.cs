using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning.Estimators.Persistence.Carrier;

/// <summary>A model read back from the text it travels as, kept as long as that text lives. Safe for several threads.</summary>
internal sealed class CarrierState
{
    // Every row hands out the same string object, so the object itself is the key.
    private static readonly ConditionalWeakTable<string, CarrierState> States = [];

    [ThreadStatic]
    private static (WeakReference<string>? Text, CarrierState? State) last;

    private readonly ConcurrentBag<PortableScorer> _scorers = [];

    private CarrierState(PortableModel model) => Model = model;

    public PortableModel Model { get; }

    /// <summary>The text a model travels as.</summary>
    public static string Text(PortableModel model)
    {
        using var stream = new MemoryStream();
        PortableModelFile.Save(model, stream);
        return Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length);
    }

    public static CarrierState Of(ReadOnlyMemory<char> text)
    {
        var key = MemoryMarshal.TryGetString(text, out var whole, out _, out var length) && length == whole.Length ? whole : text.ToString();
        if (last.Text is not null && last.Text.TryGetTarget(out var known) && ReferenceEquals(known, key))
        {
            return last.State!;
        }

        var state = States.GetValue(key, Read);
        last = (new WeakReference<string>(key), state);
        return state;
    }

    public PortableScorer Rent() => _scorers.TryTake(out var scorer) ? scorer : Model.CreateScorer(1);

    public void Return(PortableScorer scorer) => _scorers.Add(scorer);

    /// <summary>Deals the packed numbers and texts of a row out to the model's columns, in their order.</summary>
    public void Fill(PortableScorer scorer, in VBuffer<float> numbers, in VBuffer<ReadOnlyMemory<char>> texts)
    {
        var (number, text) = (0, 0);
        for (var i = 0; i < Model.Columns.Count; i++)
        {
            if (Model.Columns[i].Kind == PortableColumnKind.Text)
            {
                var target = scorer.Texts(i, 0);
                Copy(texts, text, target);
                text += target.Length;
            }
            else
            {
                var target = scorer.Numbers(i, 0);
                Copy(numbers, number, target);
                number += target.Length;
            }
        }
    }

    private static void Copy<T>(in VBuffer<T> source, int start, Span<T> target)
    {
        if (source.Length < start + target.Length)
        {
            throw new InvalidOperationException($"The model reads {start + target.Length} values or more, but the row has {source.Length}. Give the columns it was trained on.");
        }

        if (source.IsDense)
        {
            source.GetValues().Slice(start, target.Length).CopyTo(target);
            return;
        }

        for (var i = 0; i < target.Length; i++)
        {
            target[i] = source.GetItemOrDefault(start + i);
        }
    }

    private static CarrierState Read(string text)
    {
        try
        {
            using var stream = new MemoryStream(Convert.FromBase64String(text));
            return new CarrierState(PortableModelFile.Load(stream));
        }
        catch (FormatException error)
        {
            throw new PortableModelException("The model's state inside the file is no valid text; the file was changed or damaged.", error);
        }
    }
}
