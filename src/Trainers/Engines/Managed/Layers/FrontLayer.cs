using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Engines.Managed.Layers;

/// <summary>Everything before the first block in training: embeddings, then perhaps a factor per column.</summary>
internal sealed unsafe class FrontLayer
{
    private readonly NetworkSpec _network;
    private readonly int _copies;
    private readonly FloatBuffer _features;
    private readonly FrontRows? _rows;
    private readonly FloatBuffer? _front;
    private readonly Stage? _scale;
    private readonly FloatBuffer? _gradient;
    private readonly FloatBuffer? _scratch;

    /// <param name="place">What layers share.</param>
    /// <param name="network">The network.</param>
    /// <param name="copies">Rows for each of the batch: 1 when all members read the same, else their number.</param>
    public FrontLayer(Workplace place, NetworkSpec network, int copies)
    {
        _network = network;
        _copies = copies;
        _features = place.Rows(copies, network.Inputs);
        if (!network.HasPlainFront)
        {
            _rows = new FrontRows(place.Kernels, place.Store, network);
            _front = place.Rows(copies, network.FrontWidth);
            _gradient = place.Rows(copies, network.FrontWidth);
            _scratch = new FloatBuffer(_rows.ScratchLength * place.Store.Workers);
        }

        if (network.FrontScale)
        {
            var norm = new ScaleNorm(place.Kernels, place.Store, place.Store.Get(TensorLayout.Front, TensorKind.FrontScale), null);
            _scale = new Stage(place, new StageShape(0, network.FrontWidth, copies, 1), norm, null, _gradient);
            _gradient = _scale.Gradients;
        }
    }

    /// <summary>Where all workers' gradients with respect to the output lie; null if nothing here is trained.</summary>
    public FloatBuffer? Gradients => _gradient;

    /// <summary>A worker's features, of the first member first.</summary>
    public MatrixView Features(in StepContext step) => step.View(_features, _copies, _network.Inputs);

    /// <summary>What the first block reads.</summary>
    public MatrixView Output(in StepContext step) => _scale?.Output(step) ?? Joined(step);

    /// <summary>Where the first block leaves its gradient; null if nothing here is trained.</summary>
    public MatrixView? Gradient(in StepContext step) => _gradient is null ? null : step.View(_gradient, _copies, _network.FrontWidth);

    public void Forward(in StepContext step)
    {
        _rows?.Forward(Features(step), Joined(step), Scratch(step));
        _scale?.Forward(step, Joined(step));
    }

    public void Backward(in StepContext step)
    {
        _scale?.Backward(step, Joined(step));
        _rows?.Backward(Features(step), Joined(step), step.View(_gradient!, _copies, _network.FrontWidth), (step.Worker, (nint)Scratch(step)));
    }

    private MatrixView Joined(in StepContext step) => _front is null ? Features(step) : step.View(_front, _copies, _network.FrontWidth);

    private float* Scratch(in StepContext step) => _scratch!.Pointer + (_rows!.ScratchLength * step.Worker);
}
