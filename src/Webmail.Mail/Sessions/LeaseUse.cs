namespace Webmail.Mail.Sessions;

/// <summary>How a rented connection is used.</summary>
public enum LeaseUse
{
    /// <summary>Small commands, pipelined with those of others on the connection that has the folder selected.</summary>
    Shared,

    /// <summary>The same, held for as long as somebody looks at the folder. Where no further connection is to be had it is asked back.</summary>
    Resting,

    /// <summary>A stream that takes its time: a connection of its own, so that nobody waits behind it.</summary>
    Exclusive,

    /// <summary>
    /// A search that may take long: in a large folder on a connection of its own, where the server allows enough of them; else shared. Given back before its answer came, such a
    /// connection has a moment to end its search and is thrown away then: the server searches for nobody.
    /// </summary>
    Search,
}
