namespace MLNetTuning.Trainers.Training;

/// <summary>What a stream of random numbers is for; streams of different uses are independent.</summary>
internal static class RandomUse
{
    public const int Weights = 1;
    public const int RowOrder = 2;
    public const int Dropout = 3;
    public const int GradientNoise = 4;
    public const int StartRows = 5;
    public const int MemberRows = 6;
}
