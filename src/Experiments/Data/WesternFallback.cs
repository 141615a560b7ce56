using System.Text;

namespace MLNetTuning.Experiments.Data;

/// <summary>Takes bytes that are no UTF-8 for characters of Windows-1252, of which ISO 8859-1 is a part, and remembers that there were any.</summary>
internal sealed class WesternFallback : DecoderFallback
{
    // The bytes 128 to 159 of Windows-1252; five of them stand for nothing.
    private const string Upper = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

    /// <summary>Whether such a byte has been met.</summary>
    public bool HasMet { get; private set; }

    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new FallbackBuffer(this);

    private sealed class FallbackBuffer(WesternFallback owner) : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => _bytes.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_bytes, _next, owner.HasMet) = ([.. bytesUnknown], 0, true);
            return bytesUnknown.Length > 0;
        }

        public override char GetNextChar() => Remaining == 0 ? '\0' : Decode(_bytes[_next++]);

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        private static char Decode(byte one) => one is >= 128 and < 160 ? Upper[one - 128] : (char)one;
    }
}
