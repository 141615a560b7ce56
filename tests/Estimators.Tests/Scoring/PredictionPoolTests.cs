using Microsoft.ML;

namespace MLNetTuning.Estimators.Tests.Scoring;

public sealed class PredictionPoolTests
{
    private readonly MLContext _ml = new(1);
    private readonly ITransformer _model;

    public PredictionPoolTests()
    {
        _model = _ml.Regression.Trainers.LbfgsPoissonRegression("Value").Fit(Samples.View(_ml));
    }

    [Fact]
    public void Predict_ManyThreads_GivesEachRowItsScore()
    {
        var rows = Samples.Rows();
        using var engine = _ml.Model.CreatePredictionEngine<Samples.Row, Samples.ValuePrediction>(_model, new PredictionEngineOptions { OwnsTransformer = false });
        var expected = rows.Select(row => engine.Predict(row).Score).ToArray();
        using var pool = _ml.Tuning().CreatePredictionPool<Samples.Row, Samples.ValuePrediction>(_model, capacity: 3);
        var wrong = 0;

        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            Samples.ValuePrediction output = new();
            for (var i = 0; i < 2000; i++)
            {
                var row = (i + (thread * 50)) % rows.Count;
                pool.Predict(rows[row], ref output);
                if (output.Score != expected[row] || pool.Predict(rows[row]).Score != expected[row])
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        });

        Assert.Equal(0, wrong);
        Assert.Contains(pool.OutputSchema, static column => column.Name == "Score");
    }

    [Fact]
    public void Predict_MoreThreadsThanCapacity_NeverRunsMoreThanCapacityAtOnce()
    {
        using var pool = _ml.Tuning().CreatePredictionPool<Watched, Samples.ValuePrediction>(_model, capacity: 2);
        var watch = new Watch();

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => pool.Predict(new Watched(watch)));

        Assert.Equal(400, watch.Calls);
        Assert.InRange(watch.Most, 1, 2);
    }

    [Fact]
    public void Predict_InputThatThrows_LeavesThePoolUsable()
    {
        using var pool = _ml.Tuning().CreatePredictionPool<Watched, Samples.ValuePrediction>(_model, capacity: 1);
        var watch = new Watch();
        var good = pool.Predict(new Watched(watch)).Score;

        Assert.ThrowsAny<Exception>(() => pool.Predict(new Watched(watch) { Fails = true }));

        Assert.Equal(good, pool.Predict(new Watched(watch)).Score);
    }

    [Fact]
    public void CreatePredictionPool_ModelThatDoesNotFit_IsRefusedAtOnce() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Tuning().CreatePredictionPool<Nothing, Samples.ValuePrediction>(_model));

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void CreatePredictionPool_CapacityOutOfRange_IsRefused(int capacity)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Tuning().CreatePredictionPool<Samples.Row, Samples.ValuePrediction>(_model, capacity: capacity));

        Assert.Contains("1 to 1024", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_Disposed_IsRefusedAndTheModelStays()
    {
        var pool = _ml.Tuning().CreatePredictionPool<Samples.Row, Samples.ValuePrediction>(_model);
        pool.Predict(Samples.Rows(1)[0]);
        pool.Dispose();
        pool.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pool.Predict(Samples.Rows(1)[0]));
        Assert.NotEmpty(Samples.Column(_model.Transform(Samples.View(_ml)), "Score"));
    }

    private sealed class Nothing
    {
        public float Other { get; set; }
    }

    /// <summary>How many threads read inputs at once.</summary>
    private sealed class Watch
    {
        private int _now;
        private int _most;
        private int _calls;

        public int Most => _most;

        public int Calls => _calls;

        public void Enter()
        {
            var now = Interlocked.Increment(ref _now);
            int most;
            while (now > (most = Volatile.Read(ref _most)) && Interlocked.CompareExchange(ref _most, now, most) != most)
            {
            }

            Interlocked.Increment(ref _calls);
            Thread.Yield();
            Interlocked.Decrement(ref _now);
        }
    }

    private sealed class Watched(Watch? watch)
    {
        public Watched()
            : this(null)
        {
        }

        [Microsoft.ML.Data.NoColumn]
        public bool Fails { get; set; }

        [Microsoft.ML.Data.VectorType(4)]
        public float[] Features
        {
            get
            {
                watch?.Enter();
                return Fails ? throw new InvalidOperationException("This input fails.") : [1, 2, 3, 4];
            }

            set
            {
            }
        }
    }
}
