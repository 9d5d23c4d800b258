using System.Text;

namespace Webmail.Protocols.Net;

/// <summary>
/// What was said on a connection, line by line, for bug reports. Secrets cannot reach it: the client's side is told which
/// octets are secret, and a server that repeats a secret (or its base64) has it struck out too. Control characters are
/// written as \xNN, so that a server cannot forge a line.
/// </summary>
/// <param name="write">Takes one finished line, called in order, from any thread; must not throw.</param>
public sealed class ProtocolLog(Action<string> write)
{
    /// <summary>Octets shown of one response or request; the rest is counted.</summary>
    private const int ShownOctets = 2048;

    private readonly Lock _gate = new();
    private readonly List<byte[]> _secrets = [];
    private readonly StringBuilder _line = new();

    internal void Client(ReadOnlySpan<byte> octets)
    {
        lock (_gate)
        {
            while (octets.IndexOf((byte)'\n') is >= 0 and var end)
            {
                Append(octets[..end].TrimEnd((byte)'\r'));
                FinishLine();
                octets = octets[(end + 1)..];
            }

            Append(octets);
        }
    }

    internal void ClientSecret(int octets) => Mark($"[secret, {octets} octets]");

    internal void ClientLiteral(long octets) => Mark($"[{octets} octets]");

    internal void Server(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            // Cut afterwards: half a token would be no less of a secret.
            var shown = UrlToken.Strike(frame);
            shown = shown[..Math.Min(shown.Length, ShownOctets)];
            var rest = frame.Length > ShownOctets ? $" [and {frame.Length - ShownOctets} octets]" : "";
            write("S: " + Printable(SecretMask.Strike(shown, _secrets)) + rest);
        }
    }

    /// <summary>From now on these octets are struck out of what the server says.</summary>
    internal void Hide(string secret)
    {
        lock (_gate)
        {
            _secrets.AddRange(SecretMask.FormsOf(secret));
        }
    }

    private void Mark(string mark)
    {
        lock (_gate)
        {
            _line.Append(mark);
        }
    }

    private void Append(ReadOnlySpan<byte> octets)
    {
        if (_line.Length < ShownOctets)
        {
            octets = UrlToken.Strike(octets);
            _line.Append(Printable(SecretMask.Strike(octets[..Math.Min(octets.Length, ShownOctets)], _secrets)));
        }
    }

    private void FinishLine()
    {
        write("C: " + _line);
        _line.Clear();
    }

    private static string Printable(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder(octets.Length);
        foreach (var octet in octets)
        {
            if (octet is >= 0x20 and < 0x7F)
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append("\\x").Append(octet.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }
}
