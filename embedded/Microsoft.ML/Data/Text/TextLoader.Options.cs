namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How text files are read.</summary>
    public class Options
    {
        /// <summary>Whether a field in double quotes may hold separators. Default false.</summary>
        public bool AllowQuoting;

        /// <summary>Whether a line may go on with index:value pairs for the fields that are not 0. Default false.</summary>
        public bool AllowSparse;

        /// <summary>Number of fields; null takes it from the lines (a sparse line then states it before its first pair).</summary>
        public int? InputSize;

        /// <summary>The characters between fields. Default tab.</summary>
        public char[] Separators = ['\t'];

        /// <summary>The decimal marker, a point or a comma. Default point.</summary>
        public char DecimalMarker = '.';

        /// <summary>
        /// The columns; null for those a data sample names in its own comments where no other setting is given, as saved text does, and
        /// otherwise for a scalar Label of field 0 and a vector Features of all others.
        /// </summary>
        public Column[]? Columns;

        /// <summary>Whether white space at the end of lines is dropped. Default false.</summary>
        public bool TrimWhitespace;

        /// <summary>Whether large files are read by several threads at once; what is read is the same. Default true.</summary>
        public bool UseThreads = true;

        /// <summary>Whether the first line of every file is a header; it names the slots of vectors. Default false.</summary>
        public bool HasHeader;

        /// <summary>Whether a quoted field may hold line breaks; needs <see cref="AllowQuoting"/>. Default false.</summary>
        public bool ReadMultilines;

        /// <summary>A file whose first line is the header in place of the files' own; null for none.</summary>
        public string? HeaderFile;

        /// <summary>The most lines read; null for all.</summary>
        public long? MaxRows;

        /// <summary>The character before a double quote that does not end a quoted field. Default the double quote itself.</summary>
        public char EscapeChar = '"';

        /// <summary>Whether an empty field of a Single or Double is NaN rather than 0. Default false.</summary>
        public bool MissingRealsAsNaNs;
    }
}
