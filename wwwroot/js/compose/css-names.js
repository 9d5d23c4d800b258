// Renames style attributes in markup before it is parsed: the page's policy would report each one of them, also in an inert document.

/** One pass over the text; what is not an attribute's name stays as it is. "style" becomes "data-css". */
export function hideStyles(html) {
  if (!/style/i.test(html)) return html;
  let out = '', copied = 0, at = 0;
  while ((at = html.indexOf('<', at)) >= 0) {
    at++;
    if (!isLetter(html.charCodeAt(at))) continue;
    while (at < html.length && !isSpace(html[at]) && html[at] !== '/' && html[at] !== '>') at++;
    at = attributes(at);
  }
  return out + html.slice(copied);

  /** From the end of a tag's name to the end of the tag. */
  function attributes(from) {
    let i = from;
    while (i < html.length && html[i] !== '>') {
      if (isSpace(html[i]) || html[i] === '/') { i++; continue; }
      const start = i;
      i++;
      while (i < html.length && !isSpace(html[i]) && html[i] !== '/' && html[i] !== '>' && html[i] !== '=') i++;
      if (i - start === 5 && html.slice(start, i).toLowerCase() === 'style') { out += `${html.slice(copied, start)}data-css`; copied = i; }
      while (isSpace(html[i])) i++;
      if (html[i] === '=') i = value(i + 1);
    }
    return i;
  }

  function value(from) {
    let i = from;
    while (isSpace(html[i])) i++;
    if (html[i] === '"' || html[i] === "'") { const end = html.indexOf(html[i], i + 1); return end < 0 ? html.length : end + 1; }
    while (i < html.length && !isSpace(html[i]) && html[i] !== '>') i++;
    return i;
  }
}

const isLetter = code => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
const isSpace = c => c === ' ' || c === '\n' || c === '\t' || c === '\r' || c === '\f';
