using MLNetTuning.Trainers.Linear.Kernels;

namespace MLNetTuning.Trainers.Linear.Solving;

/// <summary>
/// Solves with the Hessian as it is where all scores are alike: curvature x products of centred columns, estimated from some of the rows, plus L2.
/// One such block serves every output; biases stand alone.
/// </summary>
/// <remarks>
/// R. Byrd, G. Chin, W. Neveitt and J. Nocedal, "On the use of stochastic Hessian information in optimization methods", 2011.
/// Sampling changes how fast the solver is, never where it ends.
/// </remarks>
internal sealed class GramPreconditioner : Preconditioner
{
    private const int MostColumns = 256;
    private const int FewestSampled = 2000;
    private const int SampledPerColumn = 16;

    // Keeps the factor regular where columns explain each other and no penalty parts them.
    private const double Floor = 1e-7;
    private const double Rare = 0.25;

    private readonly double[] _lower;
    private readonly double[] _scale;
    private readonly int _stride;
    private readonly int _columns;

    private GramPreconditioner(double[] gram, int stride, int columns, double[] scale)
    {
        (_lower, _stride, _columns, _scale) = (gram, stride, columns, scale);
        Factorise();
    }

    public override bool KnowsPairs => true;

    /// <summary>Builds one where that pays, or null.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="moments">Their moments.</param>
    /// <param name="scale">The diagonal of the Hessian, all of it known.</param>
    /// <param name="curvature">The second derivative of the loss by a score.</param>
    /// <param name="options">Penalty and threads.</param>
    /// <param name="cancellation">Stops between blocks of rows.</param>
    public static GramPreconditioner? TryMake(
        LinearRows rows, ColumnMoments moments, double[] scale, double curvature, LinearOptions options, CancellationToken cancellation)
    {
        if (rows is not DenseRows dense || rows.Columns is < 2 or > MostColumns)
        {
            return null;
        }

        var step = Math.Max(1, rows.Count / Math.Max(FewestSampled, SampledPerColumn * rows.Columns));
        var gram = new CentredGram(dense, moments.Means, 0);
        var sums = gram.Sum(step, options.Threads, cancellation);
        for (var i = 0; i < rows.Columns; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                sums[(i * gram.Stride) + j] *= curvature * step;
            }

            // The diagonal is known from all rows; a column that is rare in the sample must not seem flat.
            ref var diagonal = ref sums[(i * gram.Stride) + i];
            diagonal = (diagonal < Rare * (scale[i] - options.L2) ? scale[i] : diagonal + options.L2) * (1 + Floor);
            diagonal = diagonal > 0 ? diagonal : 1;
        }

        return new GramPreconditioner(sums, gram.Stride, rows.Columns, scale);
    }

    public override void Apply(Span<double> vector)
    {
        var outputs = vector.Length / (_columns + 1);
        for (var k = 0; k < outputs; k++)
        {
            Solve(vector.Slice(k * _columns, _columns));
        }

        for (var i = outputs * _columns; i < vector.Length; i++)
        {
            vector[i] /= _scale[i];
        }
    }

    private void Factorise()
    {
        for (var i = 0; i < _columns; i++)
        {
            var row = _lower.AsSpan(i * _stride, _columns);
            var diagonal = row[i];
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - VectorKernel.Dot(row[..j], _lower.AsSpan(j * _stride, j))) / _lower[(j * _stride) + j];
            }

            row[i] = Math.Sqrt(Math.Max(diagonal - VectorKernel.Dot(row[..i], row[..i]), Floor * diagonal));
        }
    }

    private void Solve(Span<double> vector)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (vector[i] - VectorKernel.Dot(_lower.AsSpan(i * _stride, i), vector[..i])) / _lower[(i * _stride) + i];
        }

        for (var i = vector.Length - 1; i >= 0; i--)
        {
            vector[i] /= _lower[(i * _stride) + i];
            VectorKernel.AddScaled(vector[..i], -vector[i], _lower.AsSpan(i * _stride, i));
        }
    }
}
