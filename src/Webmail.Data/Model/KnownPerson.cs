namespace Webmail.Data.Model;

/// <summary>Somebody an account writes to, collected or kept on purpose.</summary>
public sealed class KnownPerson
{
    public Guid AccountId { get; set; }

    /// <summary>The address in lower case.</summary>
    public required string Key { get; set; }

    /// <summary>As it is to be written.</summary>
    public required string Address { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Messages sent to them.</summary>
    public int Times { get; set; }

    public DateTimeOffset LastAt { get; set; }

    /// <summary>In the address book, not only collected.</summary>
    public bool Kept { get; set; }

    /// <summary>The person whose address this is: addresses with the same number are one person. Null: this address is a person of its own.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>What a list shows below the name: "Pilot lead, Tidewater".</summary>
    public string Detail { get; set; } = "";

    /// <summary>The vCard of a person who is kept, at the first of their addresses; empty for one that has none.</summary>
    public string Card { get; set; } = "";
}
