using TorchSharp;
using static TorchSharp.torch;

namespace MLNetTuning.Trainers.TorchSharp.Torch;

/// <summary>
/// Arithmetic of tensors with numbers. TorchSharp passes a number to libtorch as an object of its own and does not keep that alive during the call: the garbage
/// collector may free it before libtorch has read it, and the call fails or reads another number. Here it lives until the call is over. Adding a tensor passes a
/// number too, the factor 1.
/// </summary>
internal static class TorchArithmetic
{
    private static readonly Scalar One = 1;

    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    public static Tensor Plus(this Tensor x, double y)
    {
        using Scalar number = y;
        return x.add(number, One);
    }

    public static Tensor PlusInPlace(this Tensor x, Tensor y) => x.add_(y, One);

    public static Tensor PlusInPlace(this Tensor x, double y)
    {
        using Scalar number = y;
        return x.add_(number, One);
    }

    public static Tensor Times(this Tensor x, double y)
    {
        using Scalar number = y;
        return x.mul(number);
    }

    public static Tensor TimesInPlace(this Tensor x, double y)
    {
        using Scalar number = y;
        return x.mul_(number);
    }

    public static Tensor Power(this Tensor x, double exponent)
    {
        using Scalar number = exponent;
        return x.pow(number);
    }

    public static Tensor Between(this Tensor x, double low, double high)
    {
        using Scalar least = low;
        using Scalar most = high;
        return x.clamp(least, most);
    }

    public static Tensor AtLeast(this Tensor x, double low)
    {
        using Scalar number = low;
        return x.clamp_min(number);
    }

    public static Tensor AtMost(this Tensor x, double high)
    {
        using Scalar number = high;
        return x.clamp_max(number);
    }

    /// <summary>Whether each value is at least a number.</summary>
    public static Tensor Reaches(this Tensor x, double low)
    {
        using Scalar number = low;
        return x.ge(number);
    }

    /// <summary>Whether each value is at most a number.</summary>
    public static Tensor StaysWithin(this Tensor x, double high)
    {
        using Scalar number = high;
        return x.le(number);
    }

    /// <summary>A number where the mask is set.</summary>
    public static Tensor Filled(this Tensor x, Tensor mask, double value)
    {
        using Scalar number = value;
        return x.masked_fill(mask, number);
    }

    public static Tensor Leaky(this Tensor x, double slope)
    {
        using Scalar number = slope;
        return x.leaky_relu(number);
    }

    public static Tensor Exponential(this Tensor x) => x.elu(One, One, One);
}
