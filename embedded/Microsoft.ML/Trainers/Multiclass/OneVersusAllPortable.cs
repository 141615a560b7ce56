using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using MLNetTuning.Trainers.Boosting;
using MLNetTuning.Trainers.Portable;

namespace Microsoft.ML.Trainers;

/// <summary>The portable form of one-versus-all models made of trees.</summary>
internal static class OneVersusAllPortable
{
    private static readonly Tree Nothing = new([], [], [], [], [], [0]);

    public static PortablePredictor Make(OutputFormula formula, IReadOnlyList<IScoreModel> parts)
    {
        if (formula == OutputFormula.Softmax && parts is [TreeClassesModel trees])
        {
            return new TreePredictor(trees.Ensemble, PortableLink.Softmax);
        }

        var classes = parts.OfType<CalibratedModelParametersBase>().Where(part => part.SubModel is TreeEnsembleModelParameters && part.Calibrator is PlattCalibrator).ToArray();
        return formula == OutputFormula.ProbabilityNormalization && classes.Length == parts.Count
            ? Join(classes)
            : throw new NotSupportedException($"One model a class ({parts[0].Kind}, {formula}) has no portable form; one made of trees has.");
    }

    /// <summary>Puts the trees of all classes into one model, in turns; a class with fewer trees gets trees that add nothing.</summary>
    private static TreePredictor Join(CalibratedModelParametersBase[] classes)
    {
        var models = classes.Select(part => ((TreeEnsembleModelParameters)part.SubModel).Ensemble).ToArray();
        var calibrators = classes.Select(part => (PlattCalibrator)part.Calibrator).ToArray();
        var rounds = models.Max(model => model.Trees.Count);
        var trees = Enumerable.Range(0, rounds).SelectMany(round => models.Select(model => round < model.Trees.Count ? model.Trees[round] : Nothing)).ToArray();
        var joined = new TreeEnsembleModel(models.Max(model => model.Inputs), [.. models.Select(model => model.BaseScores[0])], trees);
        var link = PortableLink.NormalizedLogistic([.. calibrators.Select(one => (float)one.Slope)], [.. calibrators.Select(one => (float)one.Offset)]);
        return new TreePredictor(joined, link);
    }
}
