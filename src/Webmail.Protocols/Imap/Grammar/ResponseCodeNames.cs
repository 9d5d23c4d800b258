using System.Collections.Frozen;

namespace Webmail.Protocols.Imap.Grammar;

/// <summary>The words of response codes.</summary>
internal static class ResponseCodeNames
{
    // The wire word is the member's name in capitals, without the hyphens and spaces it may have; these differ in more than that.
    private static readonly Dictionary<string, ResponseCodeKind> Irregular = new(StringComparer.Ordinal)
    {
        ["NEWNAME"] = ResponseCodeKind.NewName,
        ["REFERRAL"] = ResponseCodeKind.Referral,
        ["UNKNOWN-CTE"] = ResponseCodeKind.UnknownCte,
        ["INUSE"] = ResponseCodeKind.InUse,
        ["IN-USE"] = ResponseCodeKind.InUse,
        ["READ-ONLY"] = ResponseCodeKind.ReadOnly,
        ["READ-WRITE"] = ResponseCodeKind.ReadWrite,
        ["METADATA LONGENTRIES"] = ResponseCodeKind.MetadataLongEntries,
        ["METADATA MAXSIZE"] = ResponseCodeKind.MetadataMaxSize,
        ["METADATA TOOMANY"] = ResponseCodeKind.MetadataTooMany,
        ["METADATA NOPRIVATE"] = ResponseCodeKind.MetadataNoPrivate,
        ["UNDEFINED-FILTER"] = ResponseCodeKind.UndefinedFilter,
    };

    private static readonly FrozenDictionary<string, ResponseCodeKind> Kinds = Enum.GetValues<ResponseCodeKind>()
        .Where(kind => kind != ResponseCodeKind.Other)
        .Select(kind => KeyValuePair.Create(kind.ToString().ToUpperInvariant(), kind))
        .Concat(Irregular)
        .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind of an upper-case word.</summary>
    public static ResponseCodeKind KindOf(string name) => Kinds.GetValueOrDefault(name, ResponseCodeKind.Other);
}
