namespace MLNetTuning.Sweepers.Spaces.Builders;

/// <summary>What one run of a builder function asked for, in order, and what it was answered.</summary>
internal sealed class BuilderTrace
{
    private readonly Dictionary<string, (int At, ParameterValue Value)> _answers = new(StringComparer.Ordinal);

    public BuilderTrace(TrialBuilder trial)
    {
        Parameters = [.. trial.Asked];
        for (int i = 0; i < Parameters.Count; i++)
        {
            if (trial.HasAsked(Parameters[i].Name))
            {
                _answers.Add(Parameters[i].Name, (i, trial.ValueOf(Parameters[i].Name)));
            }
        }

        Signature = string.Join('\n', _answers.Keys);
    }

    /// <summary>All parameters asked for, inactive ones of explicit blocks included.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The active names in order: runs with the same one took the same way, as far as can be seen.</summary>
    public string Signature { get; }

    public bool Has(string name) => _answers.ContainsKey(name);

    public bool HasBefore(string name, string later) => _answers.TryGetValue(name, out var first) && _answers.TryGetValue(later, out var second) && first.At < second.At;

    public ParameterValue this[string name] => _answers[name].Value;

    /// <summary>The answers of active parameters.</summary>
    public Dictionary<string, ParameterValue> Answers() => _answers.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal);
}
