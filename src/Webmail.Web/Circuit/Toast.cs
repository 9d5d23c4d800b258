namespace Webmail.Web.Circuit;

/// <summary>One short message at the foot of the screen.</summary>
/// <param name="Text">What happened, already in the person's language.</param>
/// <param name="Undo">Takes it back; null when it can't be.</param>
/// <param name="IsFailure">Told to screen readers at once, and stays until it is dismissed.</param>
internal sealed record Toast(string Text, Func<Task>? Undo = null, bool IsFailure = false);
