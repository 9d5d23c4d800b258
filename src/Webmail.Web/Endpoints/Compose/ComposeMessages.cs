namespace Webmail.Web.Endpoints.Compose;

/// <summary>Names the sentences with which writing answers (ComposeMessages.resx).</summary>
public sealed class ComposeMessages;
