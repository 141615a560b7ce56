using MLNetTuning.Trainers.Boosting.Kernels;

namespace MLNetTuning.Trainers.Boosting.Growing;

/// <summary>Scores cuts whose values are bounded or must rise or fall, one by one.</summary>
internal static unsafe class BoundedCuts
{
    /// <summary>The best of a run of cuts; see <see cref="SplitKernel.Best"/>.</summary>
    public static int Best(in SplitTerms terms, long* gradients, long* packs, int count, ref double best)
    {
        var first = -1;
        var rows = terms.Packed & terms.CountMask;
        for (var b = 0; b < count; b++)
        {
            var left = packs[b] & terms.CountMask;
            var hessianLeft = (packs[b] >> terms.CountBits) * terms.HessianUnit;
            var hessianRight = ((terms.Packed - packs[b]) >> terms.CountBits) * terms.HessianUnit;
            if (left < terms.MinRows || rows - left < terms.MinRows || hessianLeft < terms.MinHessian || hessianRight < terms.MinHessian
                || hessianLeft + terms.L2 <= 0 || hessianRight + terms.L2 <= 0)
            {
                continue;
            }

            var gradientLeft = gradients[b] * terms.GradientUnit;
            var gradientRight = (terms.Gradient - gradients[b]) * terms.GradientUnit;
            var valueLeft = Value(terms, gradientLeft, hessianLeft);
            var valueRight = Value(terms, gradientRight, hessianRight);
            if (terms.Direction * (valueRight - valueLeft) < 0)
            {
                continue;
            }

            var score = Score(gradientLeft, hessianLeft, valueLeft, terms.L1, terms.L2) + Score(gradientRight, hessianRight, valueRight, terms.L1, terms.L2);
            if (score > best)
            {
                (best, first) = (score, b);
            }
        }

        return first;
    }

    /// <summary>Twice by how much a value lowers the loss: G^2/(H+L2) at the best value, less elsewhere.</summary>
    public static double Score(double gradient, double hessian, double value, double l1, double l2)
        => -((2 * gradient * value) + ((hessian + l2) * value * value) + (2 * l1 * Math.Abs(value)));

    /// <summary>The value a side would have.</summary>
    public static double Value(in SplitTerms terms, double gradient, double hessian)
    {
        var shrunk = Math.CopySign(Math.Max(0, Math.Abs(gradient) - terms.L1), gradient);
        return terms.Bounds.Clamp(-shrunk / (hessian + terms.L2));
    }
}
