namespace Webmail.Web.Components.Admin;

/// <summary>What an administrator's page has to show.</summary>
internal enum AdminPhase
{
    Loading,
    Shown,

    /// <summary>The last attempt to read failed; what was read before stays.</summary>
    Failed,

    /// <summary>Whoever looks is no administrator (any more).</summary>
    Refused,
}
