using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Tests.Networks;

public class NetworkSpecTests
{
    [Fact]
    public void Validate_ManyFaults_ReportsAllAtOnce()
    {
        var spec = new NetworkSpec
        {
            Task = PredictionTask.Multiclass,
            Inputs = 0,
            Outputs = 1,
            Blocks = [new BlockSpec { Width = 0, Dropout = 1.5f }, new BlockSpec { Width = 3, Activation = (Activation)99 }],
        };
        Assert.Equal(
            "The network specification cannot be used: Inputs is 0; give 1 to 65536 features. "
            + "Outputs is 1; a multiclass network has one output per class, 2 to 65536. "
            + "Block 0 has width 0; give 1 to 65536 units. Block 0 has dropout 1.5; give 0 to below 1. "
            + "Block 1 has activation 99; name a member of Activation.",
            Assert.Throws<ArgumentException>(spec.Validate).Message);
    }

    [Fact]
    public void Validate_BinaryWithTwoOutputs_SaysOne() =>
        Assert.Contains("a binary network has 1 output", Assert.Throws<ArgumentException>(() => NetworkSpec.Dense(PredictionTask.Binary, 3, 2, [4])).Message);

    [Fact]
    public void Validate_ResidualOverUnequalWidths_SaysBoth()
    {
        var spec = new NetworkSpec { Task = PredictionTask.Binary, Inputs = 3, Outputs = 1, Blocks = [new BlockSpec { Width = 4 }, new BlockSpec { Width = 5, IsResidual = true }] };
        Assert.Contains("Block 1 is residual with width 5, but its input has 4 columns", Assert.Throws<ArgumentException>(spec.Validate).Message);
    }

    [Fact]
    public void Dense_Defaults_AreReluWithBatchNormAndNoDropout()
    {
        var spec = NetworkSpec.Dense(PredictionTask.Regression, 3, 1, [4, 5]);
        Assert.Equal([new BlockSpec { Width = 4 }, new BlockSpec { Width = 5 }], spec.Blocks);
        Assert.Equal(new BlockSpec { Width = 4, BatchNorm = true, Activation = Activation.ReLU, Dropout = 0 }, spec.Blocks[0]);
        Assert.Equal("Regression 3-4-5-1", spec.ToString());
    }

    [Fact]
    public void Equals_SameBlocks_ComparesThemOneByOne()
    {
        var spec = NetworkSpec.Dense(PredictionTask.Regression, 3, 1, [4, 5]);
        Assert.Equal(spec, NetworkSpec.Dense(PredictionTask.Regression, 3, 1, [4, 5]));
        Assert.Equal(spec.GetHashCode(), NetworkSpec.Dense(PredictionTask.Regression, 3, 1, [4, 5]).GetHashCode());
        Assert.NotEqual(spec, NetworkSpec.Dense(PredictionTask.Regression, 3, 1, [4, 6]));
    }
}
