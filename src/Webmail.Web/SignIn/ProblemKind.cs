namespace Webmail.Web.SignIn;

/// <summary>A page that stands in for the one that was asked for.</summary>
public enum ProblemKind
{
    /// <summary>Our defect; carries a reference that the log has too.</summary>
    Broken,

    NotFound,
    NoPermission,

    /// <summary>The request made no sense or came too late.</summary>
    BadRequest,

    /// <summary>Too many requests or pages.</summary>
    TooMany,

    /// <summary>Plain HTTP.</summary>
    NeedsHttps,
}
