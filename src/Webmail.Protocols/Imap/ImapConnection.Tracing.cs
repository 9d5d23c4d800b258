using Webmail.Protocols.Imap.Tracing;

namespace Webmail.Protocols.Imap;

/// <content>Being listened to.</content>
public sealed partial class ImapConnection
{
    private Heard? _heard;

    /// <summary>Lets this conversation be listened to at the tap from now on. One connection, one tap: a later one is not taken.</summary>
    public void Attach(WireTap tap)
    {
        ArgumentNullException.ThrowIfNull(tap);
        if (Volatile.Read(ref _heard) is null)
        {
            Volatile.Write(ref _heard, new Heard(tap, tap.Enter()));
        }
    }

    private sealed record Heard(WireTap Tap, int Number);
}
