namespace Webmail.Protocols.Sasl;

/// <summary>Signing in ended on our side. Nothing more was said than the mechanism allows up to that point.</summary>
/// <param name="failure">The reason, typed.</param>
/// <param name="mechanism">The mechanism's name; "" when none could be chosen.</param>
/// <param name="message">The reason in English; holds no secret.</param>
public sealed class SaslException(SaslFailure failure, string mechanism, string message) : Exception(message)
{
    /// <summary>The reason, typed.</summary>
    public SaslFailure Failure { get; } = failure;

    /// <summary>For example "SCRAM-SHA-256"; "" when none could be chosen.</summary>
    public string Mechanism { get; } = mechanism;
}
