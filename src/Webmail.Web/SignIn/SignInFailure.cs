namespace Webmail.Web.SignIn;

/// <summary>Why sign-in did not work: what is the case, and what to do.</summary>
public sealed record SignInFailure(string Title, string Detail);
