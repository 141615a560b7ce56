using System.Runtime.Intrinsics;
using MLNetTuning.Trainers.Engines.Managed.Kernels;
using MLNetTuning.Trainers.Engines.Managed.Kernels.Activations;
using MLNetTuning.Trainers.Networks;

namespace MLNetTuning.Trainers.Tests.Engines.Kernels;

public unsafe class VectorMathTests
{
    private static readonly float[] Points = [.. Enumerable.Range(-800, 1601).Select(i => i * 0.125f), -1e-30f, 1e-30f, -1e-4f, 1e-4f, -1e30f, 1e30f];

    [Fact]
    public void Exp_WholeRange_IsRightToSevenDigits()
    {
        Check<Simd512, Vector512<float>>();
        Check<Simd256, Vector256<float>>();
        Check<Simd128, Vector128<float>>();
        Check<SimdScalar, float>();

        static void Check<TSimd, TVector>()
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            foreach (var x in Points)
            {
                var expected = Math.Exp(Math.Clamp(x, -87, 88));
                Assert.Equal(expected, First<TSimd, TVector>(x, VectorMath<TSimd, TVector>.Exp), 3e-7 * expected);
            }
        }
    }

    [Fact]
    public void Tanh_AndSigmoid_WholeRange_AreRight()
    {
        foreach (var x in Points)
        {
            Assert.Equal(Math.Tanh(x), First<Simd256, Vector256<float>>(x, VectorMath<Simd256, Vector256<float>>.Tanh), 3e-7);
            Assert.Equal(1 / (1 + Math.Exp(-(double)x)), First<Simd256, Vector256<float>>(x, VectorMath<Simd256, Vector256<float>>.Sigmoid), 3e-7);
        }
    }

    [Fact]
    public void CosSinTurns_ManyTurns_AreRight()
    {
        foreach (var t in Points.Where(t => Math.Abs(t) <= 100).Select(t => t * 1.37f))
        {
            Assert.Equal(Math.Cos(2 * Math.PI * t), First<Simd256, Vector256<float>>(t, x => VectorMath<Simd256, Vector256<float>>.CosSinTurns(x, out _)), 1e-6);
            Assert.Equal(Math.Sin(2 * Math.PI * t), First<Simd128, Vector128<float>>(t, Sine<Simd128, Vector128<float>>), 1e-6);
        }

        static TVector Sine<TSimd, TVector>(TVector x)
            where TSimd : struct, ISimd<TVector>
            where TVector : struct
        {
            VectorMath<TSimd, TVector>.CosSinTurns(x, out var sine);
            return sine;
        }
    }

    [Fact]
    public void LogOnePlus_WholeRange_IsRight()
    {
        for (var u = 0f; u <= 1; u += 1f / 512)
        {
            Assert.Equal(Math.Log(1 + (double)u), First<Simd256, Vector256<float>>(u, VectorMath<Simd256, Vector256<float>>.LogOnePlus), 2e-7);
        }
    }

    [Theory]
    [InlineData(Activation.Softplus)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Elu)]
    [InlineData(Activation.Selu)]
    [InlineData(Activation.Gelu)]
    [InlineData(Activation.SiLU)]
    [InlineData(Activation.Mish)]
    public void Forward_FarOut_StaysRight(Activation activation)
    {
        foreach (var x in Points.Where(x => Math.Abs(x) <= 100))
        {
            var expected = activation == Activation.Gelu && Math.Abs(x) > 8 ? Math.Max(0, x)
                : activation == Activation.Mish && x > 30 ? x
                : ReferenceNetwork.Activate(activation, x);
            Assert.Equal(expected, Forward(activation, x), 1e-6 * (1 + Math.Abs(expected)));
        }
    }

    private static float Forward(Activation activation, float x) => activation switch
    {
        Activation.Elu => First<Simd256, Vector256<float>>(x, Elu<Simd256, Vector256<float>>.Forward),
        Activation.Selu => First<Simd256, Vector256<float>>(x, Selu<Simd256, Vector256<float>>.Forward),
        Activation.Gelu => First<Simd256, Vector256<float>>(x, Gelu<Simd256, Vector256<float>>.Forward),
        Activation.SiLU => First<Simd256, Vector256<float>>(x, SiLU<Simd256, Vector256<float>>.Forward),
        Activation.Softplus => First<Simd256, Vector256<float>>(x, Softplus<Simd256, Vector256<float>>.Forward),
        Activation.Sigmoid => First<Simd256, Vector256<float>>(x, Sigmoid<Simd256, Vector256<float>>.Forward),
        _ => First<Simd256, Vector256<float>>(x, Mish<Simd256, Vector256<float>>.Forward),
    };

    private static float First<TSimd, TVector>(float x, Func<TVector, TVector> function)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        var values = stackalloc float[16];
        TSimd.Store(values, function(TSimd.Broadcast(x)));
        return values[0];
    }
}
