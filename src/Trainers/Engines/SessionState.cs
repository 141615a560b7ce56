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

    /// <summary>The loss and the watched value at the best epoch; the value's sign is turned where more is better.</summary>
    public double BestLoss = double.NaN;
    public double BestCost = double.NaN;
    public float LearningRate;
    public float WeightDecay;
    public float Momentum;

    /// <summary>The dropout of every block, or NaN for what the network says.</summary>
    public float Dropout = float.NaN;
    public int Seed;

    /// <summary>The cost patience counts from, and the epoch it was reached.</summary>
    public double PatienceCost = double.PositiveInfinity;
    public int PatienceEpoch;

    /// <summary>What plateaus have made of the rate, the cost a plateau counts from, and the epoch it was reached or the rate last lowered.</summary>
    public double PlateauFactor = 1;
    public double PlateauCost = double.PositiveInfinity;
    public int PlateauEpoch;

    public static SessionState Read(BinaryReader reader) => new()
    {
        Epoch = reader.ReadInt32(),
        IsStopped = reader.ReadBoolean(),
        IsDiverged = reader.ReadBoolean(),
        BestEpoch = reader.ReadInt32(),
        BestLoss = reader.ReadDouble(),
        BestCost = reader.ReadDouble(),
        LearningRate = reader.ReadSingle(),
        WeightDecay = reader.ReadSingle(),
        Momentum = reader.ReadSingle(),
        Dropout = reader.ReadSingle(),
        Seed = reader.ReadInt32(),
        PatienceCost = reader.ReadDouble(),
        PatienceEpoch = reader.ReadInt32(),
        PlateauFactor = reader.ReadDouble(),
        PlateauCost = reader.ReadDouble(),
        PlateauEpoch = reader.ReadInt32(),
    };

    public readonly void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(IsStopped);
        writer.Write(IsDiverged);
        writer.Write(BestEpoch);
        writer.Write(BestLoss);
        writer.Write(BestCost);
        writer.Write(LearningRate);
        writer.Write(WeightDecay);
        writer.Write(Momentum);
        writer.Write(Dropout);
        writer.Write(Seed);
        writer.Write(PatienceCost);
        writer.Write(PatienceEpoch);
        writer.Write(PlateauFactor);
        writer.Write(PlateauCost);
        writer.Write(PlateauEpoch);
    }

    /// <summary>Takes in the validation of the epoch just done (NaN without a validation part) and says whether its weights are the best.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="cost">What is watched, the lower the better.</param>
    /// <param name="options">Patience and plateaus.</param>
    public bool Judge(double loss, double cost, TrainingOptions options)
    {
        if (double.IsNaN(loss))
        {
            BestEpoch = Epoch;
            return true;
        }

        if (cost < PatienceCost - options.MinDelta)
        {
            PatienceCost = cost;
            PatienceEpoch = Epoch;
        }
        else if (options.Patience > 0 && Epoch - PatienceEpoch >= options.Patience)
        {
            IsStopped = true;
        }

        if (options.Schedule == LearningRateSchedule.Plateau)
        {
            JudgePlateau(cost, options);
        }

        if (cost > BestCost)
        {
            return false;
        }

        BestLoss = loss;
        BestCost = cost;
        BestEpoch = Epoch;
        return true;
    }

    private void JudgePlateau(double cost, TrainingOptions options)
    {
        if (cost < PlateauCost - options.MinDelta)
        {
            PlateauCost = cost;
            PlateauEpoch = Epoch;
        }
        else if (Epoch - PlateauEpoch >= options.ScheduleShape.Every)
        {
            PlateauFactor *= options.ScheduleShape.Factor;
            PlateauEpoch = Epoch;
        }
    }
}
