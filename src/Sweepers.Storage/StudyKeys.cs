namespace MLNetTuning.Sweepers.Storage;

/// <summary>The attribute names under which a study keeps what Optuna has no column for.</summary>
internal static class StudyKeys
{
    // Of a study, among the system attributes.
    public const string Space = "mlnettuning:space";
    public const string Seed = "mlnettuning:seed";
    public const string Sweeper = "mlnettuning:sweeper";

    // Of a trial, among the system attributes.
    public const string Lease = "mlnettuning:lease";

    // Of a trial, among the user attributes: Optuna's tables and plots show them. All of them are TrialAttributes.Reserved.
    public const string Budget = "budget";
    public const string Horizon = "horizon";
    public const string Bracket = "bracket";
    public const string Rung = "rung";
    public const string Parent = "parent";
    public const string ConfigurationIndex = "configuration_index";
    public const string ByHand = "by_hand";
    public const string Error = "error";
}
