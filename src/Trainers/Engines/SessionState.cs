using MLNetTuning.Trainers.Training;

namespace MLNetTuning.Trainers.Engines;

/// <summary>Where a session stands, apart from its weights.</summary>
internal struct SessionState
{
    public SessionState()
    {
    }

    public int Epoch;
    public bool IsStopped;
    public bool IsDiverged;
    public int BestEpoch;
    public double BestLoss = double.NaN;
    public float LearningRate;
    public float WeightDecay;
    public float Momentum;
    public int Seed;

    /// <summary>The loss patience counts from, and the epoch it was reached.</summary>
    public double PatienceLoss = double.PositiveInfinity;
    public int PatienceEpoch;

    public static SessionState Read(BinaryReader reader) => new()
    {
        Epoch = reader.ReadInt32(),
        IsStopped = reader.ReadBoolean(),
        IsDiverged = reader.ReadBoolean(),
        BestEpoch = reader.ReadInt32(),
        BestLoss = reader.ReadDouble(),
        LearningRate = reader.ReadSingle(),
        WeightDecay = reader.ReadSingle(),
        Momentum = reader.ReadSingle(),
        Seed = reader.ReadInt32(),
        PatienceLoss = reader.ReadDouble(),
        PatienceEpoch = reader.ReadInt32(),
    };

    public readonly void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(IsStopped);
        writer.Write(IsDiverged);
        writer.Write(BestEpoch);
        writer.Write(BestLoss);
        writer.Write(LearningRate);
        writer.Write(WeightDecay);
        writer.Write(Momentum);
        writer.Write(Seed);
        writer.Write(PatienceLoss);
        writer.Write(PatienceEpoch);
    }

    /// <summary>Takes in the validation loss of the epoch just done (NaN without a validation part) and says whether its weights are the best.</summary>
    public bool Judge(double validation, TrainingOptions options)
    {
        if (double.IsNaN(validation))
        {
            BestEpoch = Epoch;
            return true;
        }

        if (validation < PatienceLoss - options.MinDelta)
        {
            PatienceLoss = validation;
            PatienceEpoch = Epoch;
        }
        else if (options.Patience > 0 && Epoch - PatienceEpoch >= options.Patience)
        {
            IsStopped = true;
        }

        if (validation > BestLoss)
        {
            return false;
        }

        BestLoss = validation;
        BestEpoch = Epoch;
        return true;
    }
}
