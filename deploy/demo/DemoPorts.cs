using System.Text.Json.Serialization;
using Webmail.TestKit.Dovecot;
using Webmail.TestKit.Mta;
using Webmail.TestKit.Servers;

namespace Webmail.Demo;

internal sealed record DemoPorts(DovecotPorts Dovecot, MtaPorts Mta)
{
    [JsonIgnore]
    public bool AreFree => LoopbackPorts.AreFree(
        [Dovecot.Imap, Dovecot.Imaps, Dovecot.Lmtp, Dovecot.Sieve, Dovecot.Submission, Mta.Relay, Mta.Submission, Mta.Submissions]);
}
