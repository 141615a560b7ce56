using MathNet.Numerics.LinearAlgebra;

namespace MLNetTuning.Sweepers.Samplers.Evolution;

/// <summary>
/// Where a CMA-ES search stands after a generation: immutable, worked out from the generations before alone. Hansen: The CMA evolution strategy, a
/// tutorial, arXiv 1604.00772; negative weights as there.
/// </summary>
internal sealed class CmaState
{
    private readonly Vector<double> _mean;
    private readonly Matrix<double> _covariance;
    private readonly Vector<double> _stepPath;
    private readonly Vector<double> _path;
    private readonly Matrix<double> _directions;
    private readonly Vector<double> _lengths;

    private CmaState(Vector<double> mean, double step, Matrix<double> covariance, Vector<double> stepPath, Vector<double> path)
    {
        _mean = mean;
        Step = step;
        _stepPath = stepPath;
        _path = path;
        _covariance = covariance;
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        _directions = eigen.EigenVectors;
        // Negative weights and rounding may push an eigenvalue to zero or below it.
        _lengths = eigen.EigenValues.Map(v => Math.Sqrt(Math.Max(v.Real, 1e-20)));
    }

    /// <summary>The standard deviation all dimensions share.</summary>
    public double Step { get; }

    /// <summary>Updates since the start of this search.</summary>
    public int Generation { get; private init; }

    /// <summary>The first draw of the next generation.</summary>
    public required int Begin { get; init; }

    /// <summary>The size of a generation.</summary>
    public required int Population { get; init; }

    /// <summary>How often the search has started anew.</summary>
    public int Restarts { get; init; }

    /// <summary>The best value of each of the last generations, the newest last.</summary>
    public IReadOnlyList<double> Bests { get; private init; } = [];

    private int Dimensions => _mean.Count;

    public static CmaState Start(double[] mean, double step, int population, int begin, int restarts)
    {
        var zero = Vector<double>.Build.Dense(mean.Length);
        return new(Vector<double>.Build.DenseOfArray(mean), step, Matrix<double>.Build.DenseIdentity(mean.Length), zero, zero)
        {
            Begin = begin,
            Population = population,
            Restarts = restarts,
        };
    }

    /// <summary>A point of the distribution, not cut off at the walls.</summary>
    /// <param name="normals">Standard normal numbers, one per dimension.</param>
    public double[] Point(double[] normals)
    {
        var scaled = _lengths.PointwiseMultiply(Vector<double>.Build.DenseOfArray(normals));
        return (_mean + Step * (_directions * scaled)).ToArray();
    }

    /// <summary>The standard deviation along a dimension.</summary>
    public double DeviationOf(int dimension) => Step * Math.Sqrt(_covariance[dimension, dimension]);

    /// <summary>The state after a generation.</summary>
    /// <param name="points">Its points, best first; those without a value left out. Fewer than two teach nothing.</param>
    /// <param name="best">The value of the first.</param>
    public CmaState Next(IReadOnlyList<double[]> points, double best)
    {
        if (points.Count < 2)
        {
            return new(_mean, Step, _covariance, _stepPath, _path) { Begin = Begin + Population, Population = Population, Restarts = Restarts, Generation = Generation, Bests = Bests };
        }

        var numbers = new StrategyNumbers(Dimensions, points.Count);
        var moves = points.Select(p => Shortened((Vector<double>.Build.DenseOfArray(p) - _mean) / Step, numbers.LongestStep)).ToList();
        var move = Vector<double>.Build.Dense(Dimensions);
        for (int i = 0; i < numbers.Parents; i++)
        {
            move += numbers.Weights[i] * moves[i];
        }

        double rate = numbers.StepRate;
        var stepPath = (1 - rate) * _stepPath + Math.Sqrt(rate * (2 - rate) * numbers.ParentMass) * Whitened(move);
        double length = stepPath.L2Norm();
        bool stalls = length / Math.Sqrt(1 - Math.Pow(1 - rate, 2 * (Generation + 1))) >= (1.4 + 2.0 / (Dimensions + 1)) * numbers.ExpectedLength;
        double step = Step * Math.Exp(Math.Min(1, rate / numbers.StepDamping * (length / numbers.ExpectedLength - 1)));
        double pathRate = numbers.PathRate;
        var path = (1 - pathRate) * _path + (stalls ? 0 : Math.Sqrt(pathRate * (2 - pathRate) * numbers.ParentMass)) * move;
        return new(_mean + Step * move, step, Adapted(numbers, moves, path, stalls), stepPath, path)
        {
            Begin = Begin + Population,
            Population = Population,
            Restarts = Restarts,
            Generation = Generation + 1,
            Bests = [.. Bests.TakeLast(Patience - 1), best],
        };
    }

    /// <summary>True when nothing more is to be expected of this search.</summary>
    public bool HasConverged()
    {
        double largest = _lengths.Maximum(), smallest = _lengths.Minimum();
        bool flat = Bests.Count == Patience && Bests.Max() - Bests.Min() <= CmaEsDefaults.FlatValues * Math.Max(1, Math.Abs(Bests[^1]));
        return flat || Step * largest < CmaEsDefaults.SmallestStep || largest * largest > CmaEsDefaults.LargestCondition * smallest * smallest;
    }

    private int Patience => 10 + (int)Math.Ceiling(30.0 * Dimensions / Population);

    private Matrix<double> Adapted(StrategyNumbers numbers, List<Vector<double>> moves, Vector<double> path, bool stalls)
    {
        double lost = stalls ? numbers.RankOne * numbers.PathRate * (2 - numbers.PathRate) : 0;
        var covariance = (1 + lost - numbers.RankOne - numbers.RankMu * numbers.Weights.Sum()) * _covariance + numbers.RankOne * path.OuterProduct(path);
        for (int i = 0; i < moves.Count; i++)
        {
            double weight = numbers.Weights[i];
            double length = weight < 0 ? Math.Max(Whitened(moves[i]).L2Norm(), 1e-10) : 1;
            covariance += numbers.RankMu * (weight < 0 ? weight * Dimensions / (length * length) : weight) * moves[i].OuterProduct(moves[i]);
        }

        return covariance;
    }

    private Vector<double> Shortened(Vector<double> move, double longest)
    {
        double length = Whitened(move).L2Norm();
        return length > longest ? move * (longest / length) : move;
    }

    // C^(-1/2) times a vector.
    private Vector<double> Whitened(Vector<double> vector) => _directions * _directions.TransposeThisAndMultiply(vector).PointwiseDivide(_lengths);
}
