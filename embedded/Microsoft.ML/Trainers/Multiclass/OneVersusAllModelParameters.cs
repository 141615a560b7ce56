using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using MLNetTuning.Trainers;
using MLNetTuning.Trainers.Portable;

namespace Microsoft.ML.Trainers;

/// <summary>One model a class, each against the rest, or trees that score all classes at once.</summary>
public sealed class OneVersusAllModelParameters : ModelParametersBase<VBuffer<float>>, IScoreModel, IPortablePredictorSource
{
    internal const string ModelKind = "OneVersusAll";
    private readonly OutputFormula _formula;
    private readonly IScoreModel[] _parts;

    internal OneVersusAllModelParameters(OutputFormula formula, IScoreModel[] parts)
    {
        _formula = formula;
        _parts = parts;
    }

    int IScoreModel.FeatureCount => _parts[0].FeatureCount;

    int IScoreModel.ScoreCount => _parts.Sum(static part => part.ScoreCount);

    bool IScoreModel.PrefersBlocks => _parts.Any(static part => part.PrefersBlocks);

    string IScoreModel.Kind => ModelKind;

    void IScoreModel.Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        var start = 0;
        foreach (var part in _parts)
        {
            part.Score(features, scores.Slice(start, part.ScoreCount));
            if (_formula == OutputFormula.ProbabilityNormalization)
            {
                scores[start] = ((CalibratedModelParametersBase)part).Calibrator.PredictProbability(scores[start]);
            }

            start += part.ScoreCount;
        }

        Normalize(scores[..start]);
    }

    void IScoreModel.Score(FloatMatrix rows, Span<float> scores, int threads)
    {
        var classes = ((IScoreModel)this).ScoreCount;
        var start = 0;
        foreach (var part in _parts)
        {
            var partScores = new float[rows.Rows * part.ScoreCount];
            part.Score(rows, partScores, threads);
            var calibrator = _formula == OutputFormula.ProbabilityNormalization ? ((CalibratedModelParametersBase)part).Calibrator : null;
            for (var i = 0; i < rows.Rows; i++)
            {
                for (var k = 0; k < part.ScoreCount; k++)
                {
                    var score = partScores[(i * part.ScoreCount) + k];
                    scores[(i * classes) + start + k] = calibrator?.PredictProbability(score) ?? score;
                }
            }

            start += part.ScoreCount;
        }

        for (var i = 0; i < rows.Rows; i++)
        {
            Normalize(scores.Slice(i * classes, classes));
        }
    }

    void IScoreModel.Write(ModelWriter writer)
    {
        writer.Write((int)_formula);
        writer.Write(_parts.Length);
        foreach (var part in _parts)
        {
            writer.Write(part.Kind);
            part.Write(writer);
        }
    }

    internal static OneVersusAllModelParameters Read(ModelReader reader)
    {
        var formula = (OutputFormula)reader.ReadInt32((int)OutputFormula.Raw, (int)OutputFormula.Softmax);
        var parts = new IScoreModel[reader.ReadInt32(1, 1 << 20)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = PredictorFile.ReadPart(reader.ReadString(), reader);
            if (parts[i].FeatureCount != parts[0].FeatureCount)
            {
                throw reader.Corrupt("the models of the classes have different numbers of features");
            }

            if (formula == OutputFormula.ProbabilityNormalization && parts[i] is not CalibratedModelParametersBase)
            {
                throw reader.Corrupt("a class's model has no calibrator");
            }
        }

        return new OneVersusAllModelParameters(formula, parts);
    }

    // The real one publishes nothing of its parts, so this is the only way from it to a host-neutral file.
    PortablePredictor IPortablePredictorSource.CreatePortablePredictor() => OneVersusAllPortable.Make(_formula, _parts);

    private void Normalize(Span<float> scores)
    {
        switch (_formula)
        {
            case OutputFormula.Softmax:
                ClassScores.Softmax(scores);
                break;
            case OutputFormula.ProbabilityNormalization:
                ClassScores.DivideBySum(scores);
                break;
        }
    }
}
