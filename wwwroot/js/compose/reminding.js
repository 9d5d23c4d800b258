// "Remind me if nobody answers": when, and how it is said.

import { form } from '/js/compose/dialogs.js';
import { fromLocalField, toLocalField } from '/js/compose/later.js';
import { openMenu } from '/js/compose/menu.js';
import { language, word } from '/js/compose/words.js';

const Days = [1, 3, 7];
export const UsualDays = 3;

const onDay = (date, zone) => new Intl.DateTimeFormat(language(), { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }).format(date);

/** remind: { days } or { at: ISO }; null for none. */
export const remindText = (remind, zone) => (!remind ? '' : remind.days ? (remind.days === 1 ? word('RemindInOne') : word('RemindIn', remind.days)) : word('RemindOn', onDay(new Date(remind.at), zone)));

export const remindBody = remind => ({ remindDays: remind?.days ?? null, remindAt: remind?.at ?? null });

/** Asks when; `chosen` gets the answer, null for "not any more". */
export function remindMenu(button, { zone, now, chosen }) {
  openMenu(button, [
    ...Days.map(days => ({ label: remindText({ days }, zone), icon: 'bell-ring', end: onDay(new Date(Date.now() + days * 86400000), zone), run: () => chosen({ days }) })),
    { label: word('PickTime'), icon: 'calendar-clock', run: () => pick(zone, chosen) },
    ...(now ? [null, { label: word('NoReminder'), icon: 'x', run: () => chosen(null) }] : []),
  ], { label: word('Remind') });
}

export async function pick(zone, chosen) {
  const soon = new Date(Date.now() + UsualDays * 86400000);
  const answer = await form({ title: word('Remind'), submit: word('RemindSet'), fields: [{ name: 'at', label: word('RemindAt'), type: 'datetime-local', required: true, value: toLocalField(soon, zone), min: toLocalField(new Date(), zone), hint: word('InZone', zone.replaceAll('_', ' ')) }] });
  const at = fromLocalField(answer?.at, zone);
  if (at && at > new Date()) chosen({ at: at.toISOString() });
}
