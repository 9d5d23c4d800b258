using Webmail.Protocols.Imap.Wire;

namespace Webmail.Protocols.Imap;

/// <content>What ENABLE switched on, and what that changes for every later command and response.</content>
public sealed partial class ImapConnection
{
    private volatile HashSet<string> _enabled = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
    private volatile bool _utf8;

    /// <summary>What ENABLE switched on (RFC 5161), compared without case: "QRESYNC", "UTF8=ACCEPT", "UIDONLY", ...</summary>
    public IReadOnlySet<string> Enabled => _enabled;

    /// <summary>True when names of mailboxes and search texts are UTF-8 on the wire (RFC 9755, RFC 9051).</summary>
    internal bool SpeaksUtf8 => _utf8;

    /// <summary>A command in the present encoding.</summary>
    internal ImapRequest Request(string name) => new(name, _utf8);

    /// <summary>On the reader loop: holds from the next response on.</summary>
    internal void NowEnabled(IEnumerable<string> names)
    {
        _enabled = new HashSet<string>(_enabled.Concat(names), StringComparer.OrdinalIgnoreCase);
        _utf8 = _enabled.Contains("UTF8=ACCEPT") || _enabled.Contains("IMAP4rev2");
    }

    /// <summary>Signed out without leaving: everything is as after the greeting (RFC 8437 section 4).</summary>
    internal void Unauthenticated()
    {
        _enabled = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        _utf8 = false;
        _notifies = false;
        Enter(ImapConnectionState.NotAuthenticated, null);
    }
}
