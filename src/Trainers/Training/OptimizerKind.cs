namespace MLNetTuning.Trainers.Training;

/// <summary>The rule that turns gradients into steps.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with momentum, plain or Nesterov's.</summary>
    Sgd,

    /// <summary>Gradients over the root of their running mean square (Hinton 2012), whose decay is beta2; with momentum.</summary>
    RmsProp,

    /// <summary>Adam that looks ahead (Dozat 2016), with momentum schedule 0.96^(0.004 t).</summary>
    NAdam,

    /// <summary>Adam with a rectified rate at the start (Liu et al. 2020).</summary>
    RAdam,
}
