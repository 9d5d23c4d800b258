using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Webmail.Mail.Messages;
using Webmail.Web.Circuit;
using ListRow = Webmail.Mail.Messages.MessageRow;

namespace Webmail.Web.Components.Mailbox;

/// <summary>One line of the list. It is drawn again only when its message, its being open or the day changed: a list has hundreds.</summary>
public sealed partial class MessageRow
{
    private static readonly Correspondent Nobody = new("", "");

    private ListRow? _drawn;
    private bool _drawnOpen;
    private DateOnly _drawnDay;

    [Inject] internal IStringLocalizer<MailText> T { get; set; } = default!;
    [Inject] internal UserClock Clock { get; set; } = default!;

    [Parameter, EditorRequired] public required ListRow Row { get; set; }
    [Parameter, EditorRequired] public required string Href { get; set; }

    /// <summary>Address of the sprite.</summary>
    [Parameter, EditorRequired] public required string Icons { get; set; }
    [Parameter] public bool IsOpen { get; set; }

    private ListRow Item => Row;

    private Correspondent First => Row.People.Count > 0 ? Row.People[0] : Nobody;

    private string Others => Row.People.Count > 1 ? ", " + string.Join(", ", Row.People.Skip(1).Take(3).Select(person => person.Display)) : "";

    private string Subject => Row.Subject.Length > 0 ? Row.Subject : T["NoSubject"];

    private string PickId => $"pick-{Row.Uid}";

    private string AvatarClass => $"avatar {Avatar.HueClass(First)}{(Avatar.IsSquare(First) ? " square" : "")}";

    private string RowClass =>
        "message-row" + (Row.IsUnread ? " is-unread" : "") + (Row.IsFlagged ? " is-flagged" : "") + (Row.IsDraft ? " is-draft" : "") + (IsOpen ? " is-open" : "");

    /// <summary>The first render is never asked about; what it draws has to be known all the same.</summary>
    protected override void OnInitialized() => (_drawn, _drawnOpen, _drawnDay) = (Row, IsOpen, DateOnly.FromDateTime(Clock.Now.Date));

    protected override bool ShouldRender()
    {
        var day = DateOnly.FromDateTime(Clock.Now.Date);
        if (_drawnOpen == IsOpen && _drawnDay == day && (ReferenceEquals(_drawn, Row) || Equals(_drawn, Row)))
            return false;
        (_drawn, _drawnOpen, _drawnDay) = (Row, IsOpen, day);
        return true;
    }
}
