using System.Globalization;

namespace MLNetTuning.Sweepers.Spaces;

/// <summary>One value of one parameter: a finite double, a whole number, a boolean or a text.</summary>
/// <remarks>Equality is by kind and value: the integer 1 and the double 1.0 are different values. The default is the double 0.</remarks>
public readonly struct ParameterValue : IEquatable<ParameterValue>
{
    private readonly double _float;
    private readonly long _integer;
    private readonly string? _text;

    private ParameterValue(ParameterValueKind kind, double number, long integer, string? text)
    {
        Kind = kind;
        _float = number;
        _integer = integer;
        _text = text;
    }

    /// <summary>What this value holds.</summary>
    public ParameterValueKind Kind { get; }

    /// <summary>True for a double or a whole number.</summary>
    public bool IsNumber => Kind is ParameterValueKind.Float or ParameterValueKind.Integer;

    /// <summary>A value holding a double.</summary>
    /// <param name="value">Any finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN or infinite.</exception>
    public static ParameterValue Of(double value) => double.IsFinite(value)
        ? new(ParameterValueKind.Float, value == 0 ? 0 : value, 0, null)
        : throw new ArgumentOutOfRangeException(nameof(value), Messages.Number(value) + " is not a parameter value. Allowed: finite numbers.");

    /// <summary>A value holding a whole number.</summary>
    /// <param name="value">Any whole number.</param>
    public static ParameterValue Of(long value) => new(ParameterValueKind.Integer, 0, value, null);

    /// <summary>A value holding a boolean.</summary>
    /// <param name="value">True or false.</param>
    public static ParameterValue Of(bool value) => new(ParameterValueKind.Boolean, 0, value ? 1 : 0, null);

    /// <summary>A value holding a text.</summary>
    /// <param name="value">Any text, not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public static ParameterValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ParameterValueKind.Text, 0, 0, value);
    }

    /// <summary>Converts a double; see <see cref="Of(double)"/>.</summary>
    /// <param name="value">Any finite number.</param>
    public static implicit operator ParameterValue(double value) => Of(value);

    /// <summary>Converts a whole number.</summary>
    /// <param name="value">Any whole number.</param>
    public static implicit operator ParameterValue(long value) => Of(value);

    /// <summary>Converts a whole number.</summary>
    /// <param name="value">Any whole number.</param>
    public static implicit operator ParameterValue(int value) => Of((long)value);

    /// <summary>Converts a boolean.</summary>
    /// <param name="value">True or false.</param>
    public static implicit operator ParameterValue(bool value) => Of(value);

    /// <summary>Converts a text.</summary>
    /// <param name="value">Any text, not null.</param>
    public static implicit operator ParameterValue(string value) => Of(value);

    /// <summary>Compares kind and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator ==(ParameterValue left, ParameterValue right) => left.Equals(right);

    /// <summary>Compares kind and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    public static bool operator !=(ParameterValue left, ParameterValue right) => !left.Equals(right);

    /// <summary>The number as a double; whole numbers are widened.</summary>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public double ToDouble() => Kind switch
    {
        ParameterValueKind.Float => _float,
        ParameterValueKind.Integer => _integer,
        _ => throw WrongKind("a number"),
    };

    /// <summary>The number as a whole number; a double is accepted when it is whole.</summary>
    /// <exception cref="InvalidOperationException">The value is not a whole number.</exception>
    public long ToInt64() => Kind switch
    {
        ParameterValueKind.Integer => _integer,
        ParameterValueKind.Float when _float == Math.Floor(_float) && Math.Abs(_float) < 9e15 => (long)_float,
        _ => throw WrongKind("a whole number"),
    };

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is not a boolean.</exception>
    public bool ToBoolean() => Kind == ParameterValueKind.Boolean ? _integer != 0 : throw WrongKind("a boolean");

    /// <inheritdoc/>
    public bool Equals(ParameterValue other) => Kind == other.Kind
        && _float.Equals(other._float)
        && _integer == other._integer
        && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _float, _integer, _text);

    /// <summary>The value as invariant text: a text as it is, a number so that it reads back the same.</summary>
    public override string ToString() => Kind switch
    {
        ParameterValueKind.Float => _float.ToString("R", CultureInfo.InvariantCulture),
        ParameterValueKind.Integer => _integer.ToString(CultureInfo.InvariantCulture),
        ParameterValueKind.Boolean => _integer != 0 ? "true" : "false",
        _ => _text!,
    };

    private InvalidOperationException WrongKind(string wanted) =>
        new($"The value '{this}' is {Kind.ToString().ToLowerInvariant()}, not {wanted}. Read it by its own kind.");
}
