namespace Webmail.Protocols.Sasl;

/// <summary>Whether signing in is tied to the TLS connection it happens on (RFC 5802 section 6).</summary>
public enum ChannelBindingUse
{
    /// <summary>-PLUS mechanisms when offered and possible; else SCRAM says that we would have, so that stripping them from the offer is noticed.</summary>
    Prefer,

    /// <summary>No binding, and SCRAM says that we cannot. For servers that offer a kind of binding we do not have.</summary>
    Never,

    /// <summary>A -PLUS mechanism or nothing.</summary>
    Require,
}
