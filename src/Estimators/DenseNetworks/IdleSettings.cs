using MLNetTuning.Trainers;

namespace MLNetTuning.Estimators.DenseNetworks;

/// <summary>Finds settings that others leave without effect: someone who set one waits for what it never does.</summary>
internal static class IdleSettings
{
    private static readonly DenseNetworkOptions Default = new();

    public static void Check(DenseNetworkOptions options, Violations violations)
    {
        if (options.Preset == DenseNetworkPreset.Custom)
        {
            Refuse(violations, options.Members != 0, nameof(options.Members), options.Members, "only a Preset has members; choose one, or change the network with AdjustNetwork");
        }
        else
        {
            BesidePreset(options, violations);
        }

        if (options.HiddenLayers is not null)
        {
            Layers(options, violations, "HiddenLayers says all widths; set one or the other");
        }

        Inputs(options, violations);
    }

    private static void BesidePreset(DenseNetworkOptions options, Violations violations)
    {
        var network = $"{options.Preset} is a network of its own; set HiddenLayers, or change it with AdjustNetwork";
        var training = $"{options.Preset} is trained in a way of its own; leave it out, or change the training with AdjustTraining";
        if (options.HiddenLayers is null)
        {
            Layers(options, violations, network);
        }

        Refuse(violations, options.Activation != Default.Activation, nameof(options.Activation), options.Activation, network);
        Refuse(violations, options.Dropout != Default.Dropout, nameof(options.Dropout), options.Dropout, network);
        Refuse(violations, options.BatchNorm != Default.BatchNorm, nameof(options.BatchNorm), options.BatchNorm, network);
        Refuse(violations, options.Optimizer != Default.Optimizer, nameof(options.Optimizer), options.Optimizer, training);
        Refuse(violations, options.LearningRate != Default.LearningRate, nameof(options.LearningRate), options.LearningRate, training);
        Refuse(violations, options.Momentum != Default.Momentum, nameof(options.Momentum), options.Momentum, training);
        Refuse(violations, options.Nesterov != Default.Nesterov, nameof(options.Nesterov), options.Nesterov, training);
        Refuse(violations, options.WeightDecay != Default.WeightDecay, nameof(options.WeightDecay), options.WeightDecay, training);
        Refuse(violations, options.Schedule != Default.Schedule, nameof(options.Schedule), options.Schedule, training);
        Refuse(violations, options.LabelSmoothing != Default.LabelSmoothing, nameof(options.LabelSmoothing), options.LabelSmoothing, training);
    }

    private static void Layers(DenseNetworkOptions options, Violations violations, string why)
    {
        Refuse(violations, options.Width != Default.Width, nameof(options.Width), options.Width, why);
        Refuse(violations, options.Depth != Default.Depth, nameof(options.Depth), options.Depth, why);
    }

    private static void Inputs(DenseNetworkOptions options, Violations violations)
    {
        var why = !options.Standardize ? "Standardize is false, so that features are taken as they are; set one or the other"
            : options.Encoding is not null ? "Encoding says how features become inputs; set one or the other"
            : options.Preset != DenseNetworkPreset.Custom ? $"{options.Preset} has an encoding of its own; leave it out, or set Encoding"
            : null;
        if (why is not null)
        {
            Refuse(violations, options.Scaling != Default.Scaling, nameof(options.Scaling), options.Scaling, why);
            Refuse(violations, options.NumericBins != Default.NumericBins, nameof(options.NumericBins), options.NumericBins, why);
            Refuse(violations, !options.Standardize && options.Encoding is not null, nameof(options.Encoding), "set", why);
        }
    }

    private static void Refuse<T>(Violations violations, bool isIdle, string name, T value, string why) =>
        violations.Require(!isIdle, $"{name} is {value}, but {why}.");
}
