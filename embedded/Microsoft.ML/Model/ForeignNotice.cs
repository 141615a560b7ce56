using System.IO.Compression;
using System.Text;

namespace Microsoft.ML;

/// <summary>
/// A note in a model file for the Microsoft.ML packages. These look for a part of this name first, and load the assembly its header names; as there is no such assembly, the
/// error they end with says what the note says. Without it they say "Could not load legacy format model".
/// </summary>
internal static class ForeignNotice
{
    public const string EntryName = "TransformerChain/Model.key";

    /// <summary>What takes the place of an assembly's name; commas, quotes and slashes would be read as more than a name.</summary>
    public const string Text = ModelManifest.HostName + " wrote this model file and alone can open it; models saved with ml.Tuning().Save open on either host";

    private const ulong HeaderMark = 0x4C45444F4D004C4D;
    private const ulong TailMark = 0x4D4C004D4F44454C;
    private const uint FormatVersion = 0x00010002;
    private const int HeaderLength = 256;
    private const int TailPlace = 0x80;

    public static void Write(ZipArchive archive)
    {
        using var part = archive.CreateEntry(EntryName).Open();
        part.Write(Content());
    }

    /// <summary>A header that describes a model of no bytes, the name in UTF-16, and the mark at the end.</summary>
    private static byte[] Content()
    {
        var name = Encoding.Unicode.GetBytes(Text);
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(HeaderMark);
        writer.Write(FormatVersion);
        writer.Write(FormatVersion);
        writer.Write((long)HeaderLength);
        writer.Write(new byte[TailPlace - (int)content.Position]);
        writer.Write((long)HeaderLength + name.Length);
        writer.Write((long)HeaderLength + name.Length + sizeof(ulong));
        writer.Write((long)HeaderLength);
        writer.Write(name.Length);
        writer.Write(new byte[HeaderLength - (int)content.Position]);
        writer.Write(name);
        writer.Write(TailMark);
        return content.ToArray();
    }
}
