// Words in double braces, filled in from the message they stand in. Pure: facts in, text out.

import { buildFragment } from '/js/compose/html.js';
import { language, word } from '/js/compose/words.js';

// What a template may ask for, and how it is written in the page's language.
const Names = { 'first name': 'PlaceFirstName', name: 'PlaceName', address: 'PlaceAddress', subject: 'PlaceSubject', date: 'PlaceDate', time: 'PlaceTime', weekday: 'PlaceWeekday', 'my name': 'PlaceMyName', 'my address': 'PlaceMyAddress' };

const Pattern = /\{\{\s*([^{}]{1,40}?)\s*\}\}/gu;

const Titles = /^(?:dr|prof|mr|mrs|ms|mx|herr|frau|hr|fr|mme|m|sr|sra|sig|dott)\.?$/i;

/** Every placeholder as it is to be written, for menus and help. */
export const placeholders = () => Object.values(Names).map(name => `{{${word(name)}}}`);

/** "Okafor, Ines" and "Dr. Ines Okafor" are Ines; empty when only the address is known. */
export function firstName(name) {
  const turned = /^[^,]+,\s*(.+)$/.exec(name)?.[1] ?? name;
  const words = turned.trim().split(/\s+/).filter(Boolean);
  while (words.length > 1 && Titles.test(words[0])) words.shift();
  return words[0] ?? '';
}

/** facts: { to: [person], subject, identity, now, zone }. A word that is not known yet answers null. */
function value(name, { to, subject, identity, now, zone }) {
  const all = values => (values.length && values.every(Boolean) ? new Intl.ListFormat(language(), { type: 'conjunction' }).format(values) : null);
  const date = options => new Intl.DateTimeFormat(language(), { timeZone: zone, ...options }).format(now);
  switch (name) {
    case 'first name': return all(to.map(person => firstName(person.name)));
    case 'name': return all(to.map(person => person.name));
    case 'address': return all(to.map(person => person.address));
    case 'subject': return subject || null;
    case 'date': return date({ dateStyle: 'long' });
    case 'time': return date({ timeStyle: 'short' });
    case 'weekday': return date({ weekday: 'long' });
    case 'my name': return identity?.name || null;
    case 'my address': return identity?.address || null;
    default: return null;
  }
}

const keyOf = text => {
  const asked = text.toLowerCase();
  return asked in Names ? asked : Object.keys(Names).find(name => word(Names[name]).toLowerCase() === asked) ?? null;
};

/** The text with what is known; the rest stays as it is. */
export const fillText = (text, facts) => text.replace(Pattern, (whole, name) => { const key = keyOf(name); return (key && value(key, facts)) ?? whole; });

/** The same for the text in markup: a value is never markup. */
export function fillFragment(root, facts) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let isChanged = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const filled = fillText(node.data, facts);
    if (filled !== node.data) { node.data = filled; isChanged = true; }
  }
  return isChanged;
}

export function fillHtml(html, facts) {
  const holder = document.createElement('div');
  holder.append(buildFragment(html));
  fillFragment(holder, facts);
  return holder.innerHTML;
}

/** Placeholders of ours that still stand in the text. */
export const unfilled = text => [...text.matchAll(Pattern)].filter(([, name]) => keyOf(name)).map(([whole]) => whole);
