namespace Microsoft.ML.Data;

/// <summary>Where in the files a line is, for error messages.</summary>
internal readonly record struct TextPlace(string File, long Line);
