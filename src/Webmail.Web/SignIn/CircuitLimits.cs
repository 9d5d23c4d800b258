namespace Webmail.Web.SignIn;

/// <summary>What one user may hold of the server.</summary>
internal static class CircuitLimits
{
    /// <summary>Blazor sets none. More tabs than anybody can look at; each costs memory for as long as it is open.</summary>
    public const int ConnectionsPerUser = 20;

    /// <summary>The framework's default, said aloud: what is bigger than a gesture goes over HTTP.</summary>
    public const int MessageBytes = 32 * 1024;

    /// <summary>How long a page gets to leave by itself when its session ends.</summary>
    public static readonly TimeSpan LeaveGrace = TimeSpan.FromMilliseconds(400);
}
