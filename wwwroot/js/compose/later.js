// Times for sending later, in the person's own zone whatever the device's is.

/** The wall clock of a zone at an instant: { year, month, day, hour, minute, weekday (0 Sunday) }. */
export function wallClock(date, zone) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
    .formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  return { ...parts, weekday: new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay() };
}

/** The instant at which a zone's clocks show this. In the hour that summer time leaves out: an hour earlier. */
export function instantOf({ year, month, day, hour, minute }, zone) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  let at = wanted;
  for (let i = 0; i < 3; i++) {
    const seen = wallClock(new Date(at), zone);
    const off = wanted - Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute);
    if (!off) break;
    at += off;
  }
  return new Date(at);
}

/** What the menu offers: { name, icon, at }. */
export function proposals(now, zone) {
  const today = wallClock(now, zone);
  const on = (days, hour) => {
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day + days));
    return instantOf({ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour, minute: 0 }, zone);
  };
  const untilMonday = (8 - today.weekday) % 7 || 7;
  const list = [];
  if (today.hour < 6) list.push({ name: 'ThisMorning', icon: 'sunrise', at: on(0, 8) });
  if (today.hour < 16) list.push({ name: 'ThisEvening', icon: 'sun', at: on(0, 18) });
  list.push({ name: 'TomorrowMorning', icon: 'sunrise', at: on(1, 8) });
  if (untilMonday > 1) list.push({ name: 'MondayMorning', icon: 'sun', at: on(untilMonday, 8) });
  return list;
}

/** For input type=datetime-local. */
export function toLocalField(date, zone) {
  const clock = wallClock(date, zone);
  const two = value => String(value).padStart(2, '0');
  return `${clock.year}-${two(clock.month)}-${two(clock.day)}T${two(clock.hour)}:${two(clock.minute)}`;
}

export function fromLocalField(text, zone) {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text ?? '');
  return match ? instantOf({ year: +match[1], month: +match[2], day: +match[3], hour: +match[4], minute: +match[5] }, zone) : null;
}
