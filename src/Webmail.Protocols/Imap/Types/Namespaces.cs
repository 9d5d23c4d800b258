namespace Webmail.Protocols.Imap;

/// <summary>NAMESPACE (RFC 2342): empty lists for classes the server does not have.</summary>
public sealed record Namespaces(IReadOnlyList<ImapNamespace> Personal, IReadOnlyList<ImapNamespace> Others, IReadOnlyList<ImapNamespace> Shared)
{
    public static Namespaces None { get; } = new([], [], []);
}

/// <summary>One name space: the decoded prefix, "" for the root, and its delimiter (null: flat).</summary>
public sealed record ImapNamespace(string Prefix, char? Delimiter);
