namespace MLNetTuning.Sweepers.Spaces;

/// <summary>Parameters like others but for one thing.</summary>
internal static class ParameterCopies
{
    /// <summary>The same parameter under another condition.</summary>
    public static Parameter With(Parameter parameter, Condition? condition) => parameter switch
    {
        FloatParameter p => new FloatParameter(p.Name, p.Min, p.Max, p.Scale) { Step = p.Step, StepFactor = p.StepFactor, Default = p.Default, LowCost = p.LowCost, Condition = condition },
        IntParameter p => new IntParameter(p.Name, p.Min, p.Max, p.Scale) { Step = p.Step, StepFactor = p.StepFactor, Default = p.Default, LowCost = p.LowCost, Condition = condition },
        ChoiceParameter p => new ChoiceParameter(p.Name, [.. p.Choices]) { Ordered = p.Ordered, Default = p.Default, LowCost = p.LowCost, Condition = condition },
        _ => new BoolParameter(parameter.Name) { Default = parameter.DefaultValue.ToBoolean(), LowCost = parameter.LowCost, Condition = condition },
    };
}
