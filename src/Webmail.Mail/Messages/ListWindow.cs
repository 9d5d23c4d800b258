namespace Webmail.Mail.Messages;

/// <summary>Rows <c>First .. First + Rows.Count - 1</c> of a list of <c>Total</c>; index 0 is the top row.</summary>
/// <param name="First">Index of the first row.</param>
/// <param name="Rows">The rows; fewer than asked at the end of the list.</param>
/// <param name="Total">Rows in the whole list at this version.</param>
/// <param name="Unread">Unread messages in the folder; null when the server did not say.</param>
/// <param name="Version">The version of the list that the indexes belong to.</param>
public sealed record ListWindow(int First, IReadOnlyList<MessageRow> Rows, int Total, int? Unread, long Version);
