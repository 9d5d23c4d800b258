namespace Webmail.Mail.Accounts;

/// <summary>The outcome of a proof.</summary>
public sealed record AccountProof(ProofOutcome Outcome);
