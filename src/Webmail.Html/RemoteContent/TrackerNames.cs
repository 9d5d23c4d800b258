using System.Collections.Frozen;

namespace Webmail.Html.RemoteContent;

/// <summary>Hosts that serve nothing but pixels telling that a message was opened, by the name people know. From the services' own documentation of their open tracking.</summary>
internal static class TrackerNames
{
    private const string Table = """
        Mailchimp: list-manage.com
        Mandrill: mandrillapp.com
        SendGrid: ct.sendgrid.net
        HubSpot: hubspotemail.net hubspotlinks.com hubspotlinksstarter.com hubspotlinksfree.com sidekickopen01.com sidekickopen02.com sidekickopen03.com sidekickopen04.com sidekickopen05.com sidekickopen06.com sidekickopen07.com sidekickopen08.com sidekickopen09.com sidekickopen10.com track.hubspot.com
        Mailtrack: mailtrack.io mltrk.io
        Yesware: t.yesware.com
        Streak: mailfoogae.appspot.com
        Bananatag: bl-1.com
        Mixmax: track.mixmax.com email.mixmax.com
        Superhuman: r.superhuman.com
        Google Analytics: google-analytics.com
        DoubleClick: doubleclick.net
        Constant Contact: rs6.net
        Klaviyo: klclick.com klclick1.com klclick2.com klclick3.com klaviyomail.com
        Postmark: pstmrk.it
        Amazon SES: awstrack.me
        Customer.io: customeriomail.com track.customer.io
        Marketo: mktotracking.com mktoresp.com
        ConvertKit: open.convertkit-mail.com open.convertkit-mail2.com
        Litmus: emltrk.com
        Intercom: via.intercom.io
        LiveIntent: liveintent.com liadm.com
        Movable Ink beacon: micpn.com
        MailerLite: ml-attr.com
        GetNotify: getnotify.com
        ReadNotify: readnotify.com
        DidTheyReadIt: xpostmail.com
        Sidekick: t.signaux.com t.senal.com t.sigopn.com
        Mailspring: link.getmailspring.com
        """;

    private static readonly FrozenDictionary<string, string> ByHost = Read();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = ByHost.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The service behind a host or one above it; null when none is known.</summary>
    public static string? Of(string host)
    {
        for (var rest = host.AsSpan(); rest.Contains('.');)
        {
            if (Lookup.TryGetValue(rest, out var name)) return name;
            rest = rest[(rest.IndexOf('.') + 1)..];
        }

        return null;
    }

    private static FrozenDictionary<string, string> Read()
    {
        var hosts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Table.Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            foreach (var host in line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) hosts[host] = line[..colon];
        }

        return hosts.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
