namespace Webmail.Mail.Messages;

/// <summary>What has to be fetched for a window.</summary>
/// <param name="Missing">Runs of sequence numbers, ascending.</param>
/// <param name="Expunges">The expunge count the numbers belong to.</param>
internal sealed record WindowPlan(IReadOnlyList<(uint First, uint Last)> Missing, long Expunges);
