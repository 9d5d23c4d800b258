using Webmail.TestKit.Servers;

namespace Webmail.TestKit.Dovecot;

/// <summary>The loopback ports of one Dovecot.</summary>
public sealed record DovecotPorts(int Imap, int Imaps, int Lmtp, int Sieve, int Submission)
{
    public static DovecotPorts Free()
    {
        int[] ports = LoopbackPorts.Free(5);
        return new DovecotPorts(ports[0], ports[1], ports[2], ports[3], ports[4]);
    }
}
