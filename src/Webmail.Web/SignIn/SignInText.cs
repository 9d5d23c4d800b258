namespace Webmail.Web.SignIn;

/// <summary>Names the resource file of the pages that work without a circuit.</summary>
internal sealed class SignInText;
