using System.Globalization;

namespace Webmail.Protocols.Smtp;

/// <summary>An enhanced status code (RFC 3463): what is wrong, finer than the reply code says.</summary>
/// <param name="Class">2 done, 4 not now, 5 never.</param>
/// <param name="Subject">1 addresses, 2 mailboxes, 3 mail systems, 4 routing, 5 protocol, 6 content, 7 policy and security; 0 other.</param>
/// <param name="Detail">See RFC 3463 section 3 and the registry of RFC 5248.</param>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    /// <summary>Reads the code that a reply's text begins with.</summary>
    /// <param name="text">A reply's text.</param>
    /// <param name="status">The code.</param>
    /// <param name="length">Characters it takes, the space after it included.</param>
    internal static bool TryRead(ReadOnlySpan<char> text, out EnhancedStatus status, out int length)
    {
        (status, length) = (default, 0);
        var end = text.IndexOf(' ');
        var code = end < 0 ? text : text[..end];

        // status-code = class "." subject "." detail; subject and detail have one to three digits.
        if (code.Length is < 5 or > 9 || code[0] is not ('2' or '4' or '5') || code[1] != '.' || code[2..].IndexOf('.') is not (>= 1 and <= 3 and var dot))
        {
            return false;
        }

        if (!TryNumber(code.Slice(2, dot), out var subject) || !TryNumber(code[(3 + dot)..], out var detail))
        {
            return false;
        }

        (status, length) = (new EnhancedStatus(code[0] - '0', subject, detail), end < 0 ? text.Length : end + 1);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        return digits.Length <= 3 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
