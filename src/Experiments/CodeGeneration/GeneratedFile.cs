namespace MLNetTuning.Experiments.CodeGeneration;

/// <summary>A file of a generated solution.</summary>
/// <param name="Path">Its path in the solution's folder, with slashes.</param>
/// <param name="Text">What it holds; lines end with a line feed.</param>
internal sealed record GeneratedFile(string Path, string Text);
