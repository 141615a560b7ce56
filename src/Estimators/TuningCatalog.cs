using Microsoft.ML;
using MLNetTuning.Estimators.Persistence;
using MLNetTuning.Estimators.Persistence.Carrier;
using MLNetTuning.Estimators.Persistence.Conversion;
using MLNetTuning.Estimators.Scoring;
using MLNetTuning.Trainers.Portable;

namespace MLNetTuning;

/// <summary>What this library adds to an ML.NET context beside trainers; got by <c>ml.Tuning()</c>.</summary>
public sealed class TuningCatalog
{
    internal TuningCatalog(MLContext context) => Context = context;

    /// <summary>The context the catalog belongs to.</summary>
    public MLContext Context { get; }

    /// <summary>Lets ML.NET find this library's parts when it loads a model that <c>ml.Model.Save</c> wrote. Only needed where the library's assembly is not loaded by name, as in plug-in hosts.</summary>
    /// <returns>This catalog.</returns>
    public TuningCatalog Register()
    {
        Context.ComponentCatalog.RegisterAssembly(typeof(ScoreMapping).Assembly);
        return this;
    }

    /// <summary>Saves a fitted pipeline or ensemble as one file that opens on either host and in a process without ML.NET.</summary>
    /// <param name="model">The fitted pipeline, ending in a trainer that has a portable form, or an ensemble of such.</param>
    /// <param name="sample">Rows as the pipeline reads them, best the training rows: the first are scored both ways before the file is written.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="NotSupportedException">A part has no portable form; the message names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">The portable form scores otherwise than the pipeline; nothing is written.</exception>
    public void Save(ITransformer model, IDataView sample, string path) => PortableModelFile.Save(ToPortable(model, sample), path);

    /// <summary>Saves a fitted pipeline or ensemble to a stream, which stays open.</summary>
    /// <param name="model">The fitted pipeline, ending in a trainer that has a portable form, or an ensemble of such.</param>
    /// <param name="sample">Rows as the pipeline reads them, best the training rows: the first are scored both ways before anything is written.</param>
    /// <param name="stream">A stream that can be written.</param>
    /// <exception cref="NotSupportedException">A part has no portable form; the message names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">The portable form scores otherwise than the pipeline; nothing is written.</exception>
    public void Save(ITransformer model, IDataView sample, Stream stream) => PortableModelFile.Save(ToPortable(model, sample), stream);

    /// <summary>Makes the portable form of a fitted pipeline or ensemble.</summary>
    /// <param name="model">The fitted pipeline, ending in a trainer that has a portable form, or an ensemble of such.</param>
    /// <param name="sample">Rows as the pipeline reads them, best the training rows: the first are scored both ways.</param>
    /// <param name="labelColumnName">The label's name to keep in the model; null (the default) for the trainer's own, or "Label".</param>
    /// <exception cref="NotSupportedException">A part has no portable form; the message names it and what to do.</exception>
    /// <exception cref="InvalidOperationException">The portable form scores otherwise than the pipeline.</exception>
    public PortableModel ToPortable(ITransformer model, IDataView sample, string? labelColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(sample);
        return PortableConverter.Convert(model, sample, labelColumnName);
    }

    /// <summary>Opens a file that <see cref="Save(ITransformer, IDataView, string)"/> wrote, as a transformer that scores in batches and keeps slot names and key values.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="PortableModelException">The file is no portable model, is damaged, or is of a newer version.</exception>
    public PortableTransformer Load(string path) => new(PortableModelFile.Load(path));

    /// <summary>Opens a stream that <see cref="Save(ITransformer, IDataView, Stream)"/> wrote; it stays open.</summary>
    /// <param name="stream">A stream that can be read and sought.</param>
    /// <exception cref="PortableModelException">The bytes are no portable model, are damaged, or are of a newer version.</exception>
    public PortableTransformer Load(Stream stream) => new(PortableModelFile.Load(stream));

    /// <summary>A pool of prediction engines, to apply a model to single objects from many threads at once.</summary>
    /// <typeparam name="TInput">The class of the input.</typeparam>
    /// <typeparam name="TOutput">The class of the output.</typeparam>
    /// <param name="model">The model; it is not disposed with the pool.</param>
    /// <param name="options">How the engines are made; null (the default) as for a prediction engine without options.</param>
    /// <param name="capacity">The most engines, 1 to 1024; null (the default) for as many as there are processors.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of range, or the model needs a column the input class does not have or is not row to row.</exception>
    public PredictionPool<TInput, TOutput> CreatePredictionPool<TInput, TOutput>(ITransformer model, PredictionEngineOptions? options = null, int? capacity = null)
        where TInput : class
        where TOutput : class, new()
    {
        ArgumentNullException.ThrowIfNull(model);
        var own = new PredictionEngineOptions
        {
            IgnoreMissingColumns = options?.IgnoreMissingColumns ?? true,
            InputSchemaDefinition = options?.InputSchemaDefinition,
            OutputSchemaDefinition = options?.OutputSchemaDefinition,
            OwnsTransformer = false,
        };
        return new PredictionPool<TInput, TOutput>(
            () => Context.Model.CreatePredictionEngine<TInput, TOutput>(model, own), capacity ?? Math.Min(Environment.ProcessorCount, 1024));
    }
}
