using MLNetTuning.Trainers.Engines.Managed.Kernels;

namespace MLNetTuning.Benchmarks.Networks;

/// <summary>A matrix product as a dense layer asks for it, on one thread.</summary>
/// <param name="Layer">The layer it belongs to, or empty.</param>
/// <param name="Kind">Forward (rows x inputs times inputs x outputs), or one of the two products of the backward pass.</param>
/// <param name="Batch">Rows of a step.</param>
/// <param name="Inputs">Inputs of the layer.</param>
/// <param name="Outputs">Outputs of the layer.</param>
/// <param name="Target">The ratio aimed at, or null.</param>
internal sealed unsafe record ProductCase(string Layer, ProductKind Kind, int Batch, int Inputs, int Outputs, double? Target)
{
    private const double OperationsATime = 1e9;
    private const int Times = 5;

    /// <summary>The kind with rows x inner x columns.</summary>
    public string Name => FormattableString.Invariant($"product {Layer}{Rows}x{Inner}x{Columns}, {(Kind == ProductKind.WeightGradient ? "left transposed, " : string.Empty)}1 thread");

    private int Rows => Kind == ProductKind.WeightGradient ? Inputs : Batch;

    private int Inner => Kind switch { ProductKind.Forward => Inputs, ProductKind.WeightGradient => Batch, _ => Outputs };

    private int Columns => Kind == ProductKind.InputGradient ? Inputs : Outputs;

    private double Operations => 2.0 * Rows * Inner * Columns;

    private int Repeats => Math.Max(1, (int)(OperationsATime / Operations));

    /// <summary>What the peer's script is asked.</summary>
    public string Request => FormattableString.Invariant($"- product 1 {Repeats} {Times} {Rows} {Inner} {Columns} {(Kind == ProductKind.WeightGradient ? 1 : 0)}");

    /// <summary>Billions of multiplications and additions a second, the best of some times.</summary>
    public double Measure(BenchmarkContext context)
    {
        var (left, right, product) = (Buffer(Kind == ProductKind.WeightGradient ? Inner : Rows, Kind == ProductKind.WeightGradient ? Rows : Inner), Buffer(Inner, Columns), Buffer(Rows, Columns));
        var a = Kind == ProductKind.WeightGradient ? View(left, Inner, Rows).Transposed : View(left, Rows, Inner);
        var best = double.PositiveInfinity;
        for (var time = 0; time < Times; time++)
        {
            best = Math.Min(best, context.Time(() => Multiply(a, right, product)));
        }

        GC.KeepAlive(left);
        return Repeats * Operations / best / 1e9;
    }

    private void Multiply(MatrixView a, FloatBuffer right, FloatBuffer product)
    {
        for (var i = 0; i < Repeats; i++)
        {
            KernelSet.Best.Multiply(a, View(right, Inner, Columns), View(product, Rows, Columns));
        }
    }

    private static FloatBuffer Buffer(int rows, int columns)
    {
        var buffer = new FloatBuffer(rows * FloatBuffer.Pad(columns));
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer.Span[i] = (i % 13) - 6;
        }

        return buffer;
    }

    private static MatrixView View(FloatBuffer buffer, int rows, int columns) => new(buffer.Pointer, rows, columns, FloatBuffer.Pad(columns));
}
