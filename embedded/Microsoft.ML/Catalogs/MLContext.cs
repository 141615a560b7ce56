using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where every use of the library starts: catalogs of loaders, transforms, trainers and metrics.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly CancellationTokenSource _canceled = new();
    private CancellationToken _cancellation;

    /// <summary>Makes a context.</summary>
    /// <param name="seed">Fixes every draw made without a seed of its own; null takes another seed each time.</param>
    public MLContext(int? seed = null)
    {
        Seed = seed;
        _random = new Random(seed ?? Guid.NewGuid().GetHashCode());
        _cancellation = _canceled.Token;
        Data = new DataOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        BinaryClassification = new BinaryClassificationCatalog(this);
        MulticlassClassification = new MulticlassClassificationCatalog(this);
        Regression = new RegressionCatalog(this);
    }

    /// <summary>Messages of the components; the handler may be called from several threads.</summary>
    public event EventHandler<LoggingEventArgs>? Log;

    /// <summary>Trainers and metrics for two classes.</summary>
    public BinaryClassificationCatalog BinaryClassification { get; }

    /// <summary>Trainers and metrics for several classes.</summary>
    public MulticlassClassificationCatalog MulticlassClassification { get; }

    /// <summary>Trainers and metrics for numbers.</summary>
    public RegressionCatalog Regression { get; }

    /// <summary>Transforms.</summary>
    public TransformsCatalog Transforms { get; }

    /// <summary>Saving, loading and using models.</summary>
    public ModelOperationsCatalog Model { get; }

    /// <summary>Loading, filtering and splitting data.</summary>
    public DataOperationsCatalog Data { get; }

    /// <summary>The components that models may name.</summary>
    public ComponentCatalog ComponentCatalog { get; } = new();

    /// <summary>Where large intermediate files go; the folder the system gives for them by default.</summary>
    public string TempFilePath { get; set; } = Path.GetTempPath();

    /// <summary>Kept for components that use a graphics processor; null for none.</summary>
    public int? GpuDeviceId { get; set; }

    /// <summary>Whether such components fall back to the processor when there is none. Default false.</summary>
    public bool FallbackToCpu { get; set; }

    string IExceptionContext.ContextDescription => nameof(MLContext);

    internal int? Seed { get; }

    /// <summary>Stops the trainers of this context. An experiment sets another one, which is watched beside the context's own, for the context of a trial.</summary>
    internal CancellationToken Cancellation
    {
        get => _cancellation;
        set => _cancellation = value.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_canceled.Token, value).Token : _canceled.Token;
    }

    TException IExceptionContext.Process<TException>(TException ex) => ex;

    IChannel IChannelProvider.Start(string name) => Start(name);

    internal void Cancel() => _canceled.Cancel();

    internal IChannel Start(string name) => new Channel(this, name);

    internal void RaiseLog(ChannelMessage message, string source) =>
        Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source));

    /// <summary>A seed drawn from the context: the same sequence for the same context seed.</summary>
    internal int NextSeed()
    {
        lock (_lock)
        {
            return _random.Next();
        }
    }
}
