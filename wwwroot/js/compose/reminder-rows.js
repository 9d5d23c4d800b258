// Messages whose answer is waited for, on the page of the outbox.

import { desk } from '/js/compose/desk.js';
import { openMenu } from '/js/compose/menu.js';
import { make } from '/js/compose/parts.js';
import { pick } from '/js/compose/reminding.js';
import { reminderAct } from '/js/compose/server.js';
import { when } from '/js/compose/sending.js';
import { language, word } from '/js/compose/words.js';

const day = iso => new Intl.DateTimeFormat(language(), { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(iso));

const states = { unanswered: reminder => word('NobodyAnswered', day(reminder.sentAt)), 'signed-out': reminder => word('ReminderSignedOut', when(new Date(reminder.dueAt))), waiting: reminder => word('ReminderWaits', when(new Date(reminder.dueAt))) };

/** act(work): runs it, tells what went wrong, and draws again. */
export function reminderRow(reminder, act) {
  const isDue = reminder.state === 'unanswered';
  const to = reminder.to.map(person => person.name || person.address).join(', ');
  const button = (label, work, look = '') => make('button', { type: 'button', className: `btn small ${look}`.trim(), text: label, on: { click: e => act(() => work(e.currentTarget)) } });
  return make('li', { className: isDue ? 'is-due' : '', data: { entry: reminder.id }, children: [
    make('span', { className: 'text', children: [make('b', { text: reminder.subject || word('NoSubject'), dir: 'auto' }), make('small', { text: word('ToPeople', to), dir: 'auto' }), make('small', { className: 'state', text: states[reminder.state]?.(reminder) ?? '' })] }),
    make('span', { className: 'btn-row', children: isDue
      ? [button(word('WriteAgain'), () => writeAgain(reminder)), button(word('RemindAgain'), later), button(word('ReminderDone'), () => reminderAct(reminder.id, 'drop'))]
      : [button(word('CancelReminder'), () => reminderAct(reminder.id, 'drop'))] }),
  ] });

  function later(place) {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const again = at => act(() => reminderAct(reminder.id, 'again', { at }));
    openMenu(place, [
      ...[1, 3, 7].map(days => ({ label: days === 1 ? word('RemindInOne') : word('RemindIn', days), icon: 'bell-ring', run: () => again(new Date(Date.now() + days * 86400000).toISOString()) })),
      { label: word('PickTime'), icon: 'calendar-clock', run: () => pick(zone, ({ at }) => again(at)) },
    ], { label: word('RemindAgain') });
  }
}

/** An answer to one's own message goes to those it went to. */
async function writeAgain(reminder) {
  const place = await reminderAct(reminder.id, 'message');
  desk.open({ kind: 'reply-all', ...place });
}
