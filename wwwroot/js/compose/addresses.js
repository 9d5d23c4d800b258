// From what people type or paste to recipients. Pure: text in, recipients out.

const MaxLength = 200000; // of a pasted list
const MaxPeople = 2000;

/** Every recipient in the text, whatever separates them: commas, semicolons, lines, table columns, header lines. */
export function parsePeople(text) {
  const pieces = joinSurnames(split(text.slice(0, MaxLength).replace(/^\s*(to|cc|bcc|an|à|para|a)\s*:\s*(?=\S+@|\S.*<)/gim, '')));
  const found = [];
  for (const piece of pieces) {
    found.push(...readPiece(piece.text));
    if (found.length >= MaxPeople) break;
  }
  return found.slice(0, MaxPeople);
}

/** Cuts where a separator stands outside quotes, angle brackets and comments. A group ("Team: a, b;") gives its members. */
function split(text) {
  const pieces = [];
  let from = 0, quoted = false, angle = false, comment = 0;
  const cut = (to, by) => {
    const piece = text.slice(from, to).trim();
    if (piece) pieces.push({ text: piece, by });
    from = to + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '\\' && quoted) at++;
    else if (c === '\n' || c === '\r') { quoted = false; angle = false; comment = 0; cut(at, '\n'); }
    else if (c === '"' && !comment) quoted = !quoted;
    else if (quoted) continue;
    else if (c === '(') comment++;
    else if (c === ')' && comment) comment--;
    else if (comment) continue;
    else if (c === '<') angle = true;
    else if (c === '>') { angle = false; if (/^\s*[^\s,;]/.test(text.slice(at + 1, at + 40))) { at++; from = pieceAfter(at - 1); } }
    else if (angle) continue;
    else if (c === ',' || c === ';' || c === '，' || c === '；' || c === '、' || c === '،') cut(at, c);
    else if (c === ':' && !/\S*@\S*$/.test(text.slice(from, at)) && !/mailto$/i.test(text.slice(from, at)) && text[at + 1] !== '/') from = at + 1;
  }
  cut(text.length, '');
  return pieces;

  // "<a@b> c@d": the next one begins without a separator.
  function pieceAfter(end) {
    const piece = text.slice(from, end + 1).trim();
    if (piece) pieces.push({ text: piece, by: ' ' });
    return end + 1;
  }
}

/** 'Lindqvist, Marcus <m@x>' is one person, as some programs write it without quotes. */
function joinSurnames(pieces) {
  const joined = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.by === ',' && !last.text.includes('@') && !/\d/.test(last.text) && /^[^<@]+<[^>]*@[^>]*>$/.test(piece.text)) joined.splice(-1, 1, { text: `${last.text}, ${piece.text}`, by: piece.by });
    else joined.push(piece);
  }
  return joined;
}

function readPiece(piece) {
  const angled = /^(.*?)<\s*(?:mailto:)?([^<>]*)>\s*$/s.exec(piece);
  if (angled) return [person(angled[1], angled[2])];
  const commented = /^(?:mailto:)?(\S+@\S+)\s*\(([^)]*)\)$/i.exec(piece);
  if (commented) return [person(commented[2], commented[1])];
  if (piece.includes('\t')) {
    const columns = piece.split('\t').map(column => column.trim()).filter(Boolean);
    const addresses = columns.filter(isAddress);
    if (addresses.length === 1) return [person(columns.find(column => !column.includes('@')) ?? '', addresses[0])];
  }
  const words = piece.split(/\s+/).map(text => text.replace(/^mailto:/i, '').replace(/^['‘“]|^"(?!.*"@)|['"’”.]$/g, ''));
  if (words.length > 1 && words.filter(isAddress).length === words.length) return words.map(text => person('', text));
  if (words.length > 1 && isAddress(words.at(-1)) && words.slice(0, -1).every(text => !text.includes('@'))) return [person(words.slice(0, -1).join(' '), words.at(-1))];
  return [person('', words.length === 1 && words[0] ? words[0] : piece)];
}

function person(name, address) {
  const clean = unquote(name.trim());
  const to = address.trim();
  return { name: clean.toLowerCase() === to.toLowerCase() ? '' : clean, address: to };
}

function unquote(name) {
  const inner = /^"(.*)"$/s.exec(name) ?? /^'(.*)'$/s.exec(name);
  return (inner ? inner[1].replace(/\\(.)/g, '$1') : name).replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
}

/** Whether mail can be addressed to it at all: form only, other scripts included (RFC 6531). */
export function isAddress(text) {
  const at = text.lastIndexOf('@');
  if (at < 1 || at === text.length - 1) return false;
  const local = text.slice(0, at), domain = text.slice(at + 1);
  if (new TextEncoder().encode(local).length > 64 || new TextEncoder().encode(text).length > 254) return false;
  const isLocal = /^"(?:[^"\\\r\n]|\\.)+"$/.test(local) || (/^[^\s"(),:;<>@[\\\]\u0000-\u001f\u007f]+$/u.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..'));
  if (!isLocal) return false;
  if (/^\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]+)\]$/i.test(domain)) return true;
  return domain.split('.').every(label => label.length <= 63 && /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?$/u.test(label));
}

export const domainOf = address => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Two ways to write the same mailbox, as far as anyone but its server can tell. */
export const sameAddress = (one, other) => one.toLowerCase() === other.toLowerCase();

/** As a header would show it, for copying. */
export function writePerson({ name, address }) {
  if (!name) return address;
  return `${/^[\p{L}\p{N}\p{M} !#$%&'*+/=?^_`{|}~-]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`} <${address}>`;
}
