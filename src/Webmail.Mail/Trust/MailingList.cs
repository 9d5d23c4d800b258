namespace Webmail.Mail.Trust;

/// <summary>How one leaves a list (RFC 2369, RFC 8058).</summary>
public enum UnsubscribeKind
{
    /// <summary>One POST that we send ourselves, because a signature that passed covers the offer.</summary>
    OneClick,

    /// <summary>A page of the sender's, to be opened in the browser.</summary>
    Page,

    /// <summary>A message to an address.</summary>
    Mail,
}

/// <param name="Target">https:, http: or mailto:; a claim of the sender's.</param>
public sealed record UnsubscribeWay(UnsubscribeKind Kind, Uri Target);

/// <summary>What a message says of the list or newsletter it came through.</summary>
/// <param name="Name">From List-Id, cleaned; else its identifier. Empty when the message names no list.</param>
/// <param name="Unsubscribe">The best way to leave; null when none is offered.</param>
public sealed record MailingList(string Name, UnsubscribeWay? Unsubscribe);
