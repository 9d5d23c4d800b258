using System.Text;
using Webmail.Mail.Reading;
using Webmail.Mime.Headers;

namespace Webmail.Mail.Trust;

/// <summary>The one domain a message says it is from.</summary>
internal static class SenderDomain
{
    /// <summary>
    /// Null when there is no From, more than one field or author, or when the mail server and we read different domains out of it: then a
    /// check of "the" From domain may have been about another one than the one on show.
    /// </summary>
    public static string? Of(OpenedMessage message)
    {
        var header = message.Header;
        var fields = 0;
        AddressList? authors = null;
        foreach (var field in header.Fields)
        {
            if (!Ascii.EqualsIgnoreCase(header.NameOf(field), "From")) continue;
            fields++;
            authors ??= AddressList.Parse(header.ValueOf(field));
        }

        if (fields != 1 || authors!.Mailboxes is not [{ IsComplete: true } author] || message.From is not [var shown]) return null;
        var domain = DomainNames.Normalise(author.Domain);
        return domain is not null && domain == DomainNames.Normalise(shown.Address[(shown.Address.LastIndexOf('@') + 1)..]) ? domain : null;
    }
}
