namespace Webmail.Web.Endpoints;

/// <summary>What goes on paper: messages of one conversation, oldest first, or one alone.</summary>
/// <param name="Direction">Of the words around the messages: ltr or rtl.</param>
/// <param name="Left">Messages of the conversation that found no room.</param>
internal sealed record PrintPages(string Language, string Direction, string Subject, string Button, string Left, IReadOnlyList<PrintedMessage> Messages);

/// <summary>One message on paper.</summary>
/// <param name="Head">Names of header fields with what stands in them.</param>
/// <param name="Files">Attachments in words; empty for none.</param>
internal sealed record PrintedMessage(IReadOnlyList<(string Name, string Value)> Head, FrameContent Content, string Files);
