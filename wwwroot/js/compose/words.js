// The composer's words, in the language the page came in.

/** The words of one element of the page: { name: text } as JSON. */
export function wordsOf(id) {
  let known = null;
  return (name, ...values) => {
    known ??= JSON.parse(document.getElementById(id)?.textContent || 'null');
    return (known?.[name] ?? name).replace(/\{(\d)\}/g, (_, at) => String(values[at] ?? ''));
  };
}

export const word = wordsOf('compose-words');

export const language = () => document.documentElement.lang || undefined;

/** "14.2 MB", with the letters of the page's language. */
export function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let at = 0;
  let value = bytes;
  while (value >= 1000 && at < units.length - 1) { value /= 1000; at++; }
  return new Intl.NumberFormat(language(), { style: 'unit', unit: units[at], unitDisplay: at ? 'short' : 'narrow', maximumFractionDigits: value < 10 && at ? 1 : 0 }).format(value);
}

export const clock = (date, zone) => new Intl.DateTimeFormat(language(), { timeStyle: 'short', timeZone: zone }).format(date);
