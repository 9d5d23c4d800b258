using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Mta;

/// <summary>The loopback ports of one mail transfer agent.</summary>
/// <param name="Relay">Takes mail from anybody: for Dovecot's submission server.</param>
/// <param name="Submission">Wants STARTTLS offered and AUTH (PLAIN or LOGIN).</param>
/// <param name="Submissions">The same with TLS from the first byte.</param>
public sealed record MtaPorts(int Relay, int Submission, int Submissions)
{
    public static MtaPorts Free()
    {
        int[] ports = LoopbackPorts.Free(3);
        return new MtaPorts(ports[0], ports[1], ports[2]);
    }
}
