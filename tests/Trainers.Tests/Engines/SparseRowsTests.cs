using MLNetTuning.Trainers.Encoding;
using MLNetTuning.Trainers.Engines;
using MLNetTuning.Trainers.Networks;
using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Tests.Engines;

/// <summary>Networks trained on sparse rows are those trained on the same rows whole, bit for bit.</summary>
public class SparseRowsTests
{
    [Theory]
    [InlineData(PredictionTask.Binary, 1, false)]
    [InlineData(PredictionTask.Multiclass, 2, true)]
    [InlineData(PredictionTask.Regression, 1, true)]
    public void Train_DenseNetwork_SameNetworkAsOnWholeRows(PredictionTask task, int threads, bool weighted)
    {
        var (sparse, whole) = SparseSamples.Make(task, 600, 70, weighted);
        var encoder = NetworkEncoder.Fit(sparse, FeatureScaling.RobustSmoothClip, 8);
        var spec = Samples.Spec(task, encoder.Outputs, 16);
        var options = new TrainingOptions { Epochs = 3, BatchSize = 64, Seed = 2, Threads = threads };
        if (task == PredictionTask.Multiclass)
        {
            options = options with { Loss = new LossOptions { ClassWeights = [1, 2, 3] } };
        }

        AssertSame(spec, options, encoder.Transform(sparse), encoder.Transform(whole));
    }

    [Theory]
    [InlineData("RealMlp")]
    [InlineData("TabM")]
    [InlineData("TabMMini")]
    public void Train_Recipe_SameNetworkAsOnWholeRows(string name)
    {
        var (sparse, whole) = SparseSamples.Make(PredictionTask.Regression, 400, 40);
        var kinds = Enumerable.Repeat(ColumnKind.Auto, whole.Columns).ToArray();
        kinds[2] = ColumnKind.Category;
        var encoder = TableEncoder.Fit(sparse, new TableEncoderOptions { Kinds = kinds, OneHotLimit = 2 });
        var recipe = name switch
        {
            "RealMlp" => NetworkRecipe.RealMlp(PredictionTask.Regression, encoder.Inputs, 1),
            "TabM" => NetworkRecipe.TabM(PredictionTask.Regression, encoder.Inputs, 1),
            _ => NetworkRecipe.TabM(PredictionTask.Regression, encoder.Inputs, 1, EnsembleKind.TabMMini),
        };
        var spec = recipe.Spec with { Blocks = [recipe.Spec.Blocks[0] with { Width = 12 }], Members = recipe.Spec.Members > 1 ? 3 : 1 };
        AssertSame(spec, recipe.Training with { Epochs = 2, BatchSize = 64, Patience = 0 }, encoder.Transform(sparse), encoder.Transform(whole));
    }

    [Fact]
    public void RunEpoch_SparseRows_AreNeverMadeWhole()
    {
        const int Rows = 6000, Columns = 20_000;
        var rows = Enumerable.Range(0, Rows).ToArray();
        var data = new TrainingData(new SparseMatrix(Columns, [.. rows, Rows], [.. rows.Select(row => row * 3)], [.. rows.Select(_ => 1f)]), [.. rows.Select(row => row % 2f)]);
        var spec = NetworkSpec.Dense(PredictionTask.Binary, Columns, 1, []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var session = new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 1, BatchSize = 16 }, data, data);
        Assert.True(double.IsFinite(session.RunEpoch().ValidationLoss));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows * (long)Columns * sizeof(float) / 4);
    }

    [Fact]
    public void Features_SparseRowsThatAreMoreThanAnArray_SaysWhatToDo()
    {
        var data = new TrainingData(new SparseMatrix(50_000, new int[50_001], [], []), new float[50_000]);
        Assert.Contains("more than one array holds", Assert.Throws<InvalidOperationException>(() => data.Features).Message);
    }

    [Fact]
    public void Start_SparseRowsThatCannotBe_NamesRowAndColumn()
    {
        var spec = Samples.Spec(PredictionTask.Binary, 5, 4);
        var missing = new TrainingData(new SparseMatrix(5, [0, 1, 2], [3, 4], [1, float.NaN]), [0, 1]);
        Assert.Contains("NaN at row 1, column 4", Fails(spec, missing));
        var level = new TrainingData(new SparseMatrix(5, [0, 1, 2], [4, 4], [1, 2.5f]), [0, 1]);
        Assert.Contains("2.5 at row 1, column 4, a category of 3 levels", Fails(spec with { NumericInputs = 4, Categories = [3] }, level));
        Assert.Contains("has 6 feature columns", Fails(spec, new TrainingData(new SparseMatrix(6, [0, 0, 0], [], []), [0, 1])));
    }

    [Fact]
    public void Select_SparseRows_StaySparseInTheOrderGiven()
    {
        var (sparse, whole) = SparseSamples.Make(PredictionTask.Binary, 50, 20, weighted: true);
        var (expected, actual) = (whole.Select([7, 3, 3, 49]), sparse.Select([7, 3, 3, 49]));
        Assert.True(actual.IsSparse);
        Assert.Equal(expected.Features.Values, actual.Features.Values);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Weights, actual.Weights);
    }

    [Fact]
    public void TrainingData_LengthsThatDiffer_AreRefused()
    {
        var rows = new SparseMatrix(3, [0, 1], [2], [5]);
        Assert.Contains("1 rows of features but 2 labels", Assert.Throws<ArgumentException>(() => new TrainingData(rows, [1, 2])).Message);
        Assert.Contains("but 3 weights", Assert.Throws<ArgumentException>(() => new TrainingData(rows, [1], [1, 2, 3])).Message);
        Assert.Equal([0f, 0, 5], new TrainingData(rows, [1]).Features.Values);
    }

    private static string Fails(NetworkSpec spec, TrainingData data) =>
        Assert.Throws<ArgumentException>(() => new ManagedEngine().Start(spec, new TrainingOptions { Epochs = 1 }, data, null)).Message;

    private static void AssertSame(NetworkSpec spec, TrainingOptions options, TrainingData sparse, TrainingData whole)
    {
        Assert.True(sparse.IsSparse);
        int[] train = [.. Enumerable.Range(0, whole.Rows).Where(row => row % 4 > 0)], validation = [.. Enumerable.Range(0, whole.Rows).Where(row => row % 4 == 0)];
        using var a = new ManagedEngine().Start(spec, options, sparse.Select(train), sparse.Select(validation));
        using var b = new ManagedEngine().Start(spec, options, whole.Select(train), whole.Select(validation));
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            var (one, other) = (a.RunEpoch(), b.RunEpoch());
            Assert.Equal((other.TrainLoss, other.ValidationLoss), (one.TrainLoss, one.ValidationLoss));
        }

        var evaluation = b.Evaluate(whole);
        Assert.Equal(evaluation.Loss, a.Evaluate(sparse).Loss, 1e-6 * (1 + evaluation.Loss));
        Assert.Equal(Samples.Predict(b.CreateModel(), whole.Features), Samples.Predict(a.CreateModel(), whole.Features));
    }
}
