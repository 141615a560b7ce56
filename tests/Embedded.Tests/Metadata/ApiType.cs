namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>What code outside the assembly can see of one type.</summary>
/// <param name="Name">Full name without the assembly, nested types with <c>+</c>.</param>
/// <param name="Kind"><c>class</c>, <c>struct</c>, <c>interface</c>, <c>enum</c> or <c>delegate</c>.</param>
/// <param name="Abstract">A class that cannot be constructed itself.</param>
/// <param name="Open">Outside code can derive from it or implement it.</param>
/// <param name="TypeParameters">Variance and constraints of its type parameters.</param>
/// <param name="Bases">Visible base classes, nearest first.</param>
/// <param name="Interfaces">Visible interfaces, ordinal order.</param>
/// <param name="Members">Reachable members, declared and inherited, in <see cref="ApiMember.SortKey"/> order.</param>
internal sealed record ApiType(
    string Name,
    string Kind,
    bool Abstract,
    bool Open,
    string TypeParameters,
    IReadOnlyList<string> Bases,
    IReadOnlyList<string> Interfaces,
    IReadOnlyList<ApiMember> Members);
