using System.Text.Json;
using Microsoft.Extensions.Localization;
using Webmail.Mail;
using Webmail.Mail.Compose;
using Webmail.Web.Circuit;

namespace Webmail.Web.Endpoints.Compose;

/// <summary>Tells the composer what went wrong, as a sentence with the server's own words, at the field where it can be mended.</summary>
internal sealed class ComposeProblems(IStringLocalizer<ComposeMessages> text) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ComposeException problem)
        {
            return Answer(StatusOf(problem.Problem), problem.Problem.ToString(), Sentence(problem), null, problem.Field, problem.Detail);
        }
        catch (MailUnavailableException failure)
        {
            var status = failure.Failure switch
            {
                MailFailure.Offline or MailFailure.TooBusy => StatusCodes.Status503ServiceUnavailable,
                MailFailure.SignedOut => StatusCodes.Status401Unauthorized,
                MailFailure.Gone => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status422UnprocessableEntity,
            };
            return Answer(status, failure.Failure.ToString(), text["Failure" + failure.Failure], failure.ServerText.Length > 0 ? failure.ServerText : null, null, null);
        }
        catch (Exception bad) when (bad is JsonException or BadHttpRequestException or FormatException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    public string Sentence(ComposeException problem) => problem.Problem switch
    {
        ComposeProblem.TooManyRecipients => text["TooManyRecipients", ComposeLimits.MaxRecipients],
        ComposeProblem.TooManyFiles => text["TooManyFiles", ComposeLimits.MaxFiles],
        ComposeProblem.TooLarge => text["TooLarge", problem.Detail, FileSize.Brief(ComposeLimits.MaxFileBytes)],
        _ => text[problem.Problem.ToString(), problem.Detail],
    };

    public static IResult Answer(int status, string problem, string message, string? server, string? field, string? address, Draft? draft = null) =>
        Results.Json(
            new ProblemBody(JsonNamingPolicy.KebabCaseLower.ConvertName(problem), message, server, string.IsNullOrEmpty(field) ? null : field, string.IsNullOrEmpty(address) ? null : address, draft),
            ComposeJson.Options, statusCode: status);

    private static int StatusOf(ComposeProblem problem) => problem switch
    {
        ComposeProblem.TooLarge or ComposeProblem.TooManyFiles or ComposeProblem.TextTooLong => StatusCodes.Status413PayloadTooLarge,
        ComposeProblem.ChangedElsewhere or ComposeProblem.AlreadySent => StatusCodes.Status409Conflict,
        ComposeProblem.Discarded => StatusCodes.Status410Gone,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
