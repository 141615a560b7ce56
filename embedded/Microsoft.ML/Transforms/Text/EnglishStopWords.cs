namespace Microsoft.ML.Transforms.Text;

/// <summary>
/// Words of English that say little about a text: articles, pronouns, prepositions, conjunctions, auxiliary verbs and common adverbs. All of them
/// are among ML.NET's stop words, but not all of ML.NET's are here.
/// </summary>
internal static class EnglishStopWords
{
    private const string Words =
        "a an the this that these those " +
        "me my mine myself we us our ours ourselves he him his himself she her hers herself it its itself " +
        "they them their themselves who whom whose which what " +
        "about above across after against along among around as at before behind below beside besides between beyond by down during except " +
        "for from in into of off on onto out over per through throughout to toward towards under until up upon via with within without " +
        "and but or nor so if because although though while whereas whether since than when where why how whenever wherever " +
        "am is are was were be been being have has had do can could may might must should will would cannot " +
        "all another any anyone anything both each either every everyone everything few many more most much neither nobody none " +
        "no nothing one other others same several some someone something such " +
        "again almost already also always even ever however never not now often only rather then there therefore thus too";

    public static StopWordSet Set { get; } = new(Words.Split(' '));
}
