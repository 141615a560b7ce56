namespace MLNetTuning.Embedded.Tests.Metadata;

/// <summary>One member that code outside the assembly can reach, as text that is equal on both hosts exactly when the two members are.</summary>
/// <param name="Inherited">The member is declared on a base type or base interface.</param>
/// <param name="Access">Who reaches it: <c>public</c> or <c>protected</c> (only a subclass).</param>
/// <param name="Dispatch"><c>abstract</c>, <c>virtual</c> or <c>fixed</c>: what a subclass must or may replace.</param>
/// <param name="Kind"><c>ctor</c>, <c>method</c>, <c>property</c>, <c>event</c>, <c>field</c> or <c>nested</c>.</param>
/// <param name="Name">The member's name without its parameters.</param>
/// <param name="Signature">Everything else that a caller depends on.</param>
internal sealed record ApiMember(bool Inherited, string Access, string Dispatch, string Kind, string Name, string Signature)
{
    /// <summary>Orders members for writing: declared before inherited, then by kind, name and signature.</summary>
    public string SortKey => $"{(Inherited ? 1 : 0)}\t{Kind}\t{Name}\t{Signature}\t{Access}\t{Dispatch}";

    public override string ToString() => $"{Access} {Kind} {Name} {Signature}";
}
