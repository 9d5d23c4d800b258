namespace Webmail.Protocols.Imap;

/// <summary>The response codes we know, by the RFC that brought them.</summary>
public enum ResponseCodeKind
{
    /// <summary>None of the below; the name is kept.</summary>
    Other,

    // RFC 3501 and RFC 9051 section 7.1
    Alert,
    BadCharset,
    Capability,
    Parse,
    PermanentFlags,
    ReadOnly,
    ReadWrite,
    TryCreate,
    UidNext,
    UidValidity,
    Unseen,
    NewName,
    HasChildren,

    // RFC 2193, RFC 2221
    Referral,

    // RFC 3516
    UnknownCte,

    // RFC 4315
    AppendUid,
    CopyUid,
    UidNotSticky,

    // RFC 4467, RFC 4469
    UrlMech,
    BadUrl,
    TooBig,

    // RFC 4551, RFC 7162
    HighestModSeq,
    NoModSeq,
    Modified,
    Closed,

    // RFC 4978
    CompressionActive,

    // RFC 5182
    NotSaved,

    // RFC 5267
    NoUpdate,

    // RFC 5255
    BadComparator,

    // RFC 5257
    Annotate,
    Annotations,

    // RFC 5259
    TempFail,
    MaxConvertMessages,
    MaxConvertParts,

    // RFC 5464
    MetadataLongEntries,
    MetadataMaxSize,
    MetadataTooMany,
    MetadataNoPrivate,

    // RFC 5465, RFC 5466
    NotificationOverflow,
    BadEvent,
    UndefinedFilter,

    // RFC 5530
    Unavailable,
    AuthenticationFailed,
    AuthorizationFailed,
    Expired,
    PrivacyRequired,
    ContactAdmin,
    NoPerm,
    InUse,
    ExpungeIssued,
    Corruption,
    ServerBug,
    ClientBug,
    Cannot,
    Limit,
    OverQuota,
    AlreadyExists,
    NonExistent,

    // RFC 6154
    UseAttr,

    // RFC 8474
    MailboxId,

    // RFC 9585, RFC 9586, RFC 9738, RFC 9698
    InProgress,
    UidRequired,
    MessageLimit,
    JmapAccess,

    // Gmail, Yahoo and others
    WebAlert,
    Throttled,
    Sys,
}
