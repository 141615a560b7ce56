using MLNetTuning.Sweepers.Spaces;

namespace MLNetTuning.Sweepers.Tracking;

/// <summary>A run as it starts: what it is called, what it belongs to, and its settings.</summary>
/// <param name="Name">The name within the group: the file's or folder's name, other characters than letters, digits, point, hyphen and underscore replaced.</param>
/// <param name="Group">What the run belongs to: a study, a sweep. Null or empty for none.</param>
/// <param name="Settings">Its settings by name.</param>
public sealed record TrackedRunInfo(string Name, string? Group, IReadOnlyDictionary<string, ParameterValue> Settings);
