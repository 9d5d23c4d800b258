// From formatted text to plain text and back, for the composer's plain mode.

const Blocks = /^(P|DIV|UL|OL|LI|BLOCKQUOTE|PRE|H[1-6]|TABLE|TR|HR|FIGURE|DL|DT|DD)$/;

/** Reads as the formatted text does: blank line between paragraphs, "- " for bullets, "> " for quotes, link targets in brackets. */
export function toPlain(root) {
  const lines = [''];
  const write = text => { const parts = text.split('\n'); lines[lines.length - 1] += parts[0]; lines.push(...parts.slice(1)); };
  const newLine = () => { if (lines.at(-1) !== '') lines.push(''); };
  const gap = () => { newLine(); if (lines.length > 1 && lines.at(-2) !== '') lines.push(''); };

  const walk = (node, inPre) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) { write(inPre ? child.data : child.data.replace(/[\s\u200b]+/g, ' ').replace(/^ /, lines.at(-1) === '' ? '' : ' ')); continue; }
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      element(child, child.tagName, inPre);
    }
  };
  const element = (child, name, inPre) => {
    if (name === 'BR') { if (child.nextSibling || !Blocks.test(child.parentNode.tagName)) lines.push(''); return; }
    if (name === 'IMG') { if (child.alt) write(`[${child.alt}]`); return; }
    if (name === 'HR') { gap(); write('----'); gap(); return; }
    if (name === 'BLOCKQUOTE') { gap(); write(toPlain(child).split('\n').map(line => (line ? `> ${line}` : '>')).join('\n')); gap(); return; }
    if (name === 'LI') {
      newLine();
      const ordered = child.parentNode.tagName === 'OL';
      const mark = ordered ? `${[...child.parentNode.children].indexOf(child) + 1}. ` : '- ';
      write(mark + toPlain(child).split('\n').join(`\n${' '.repeat(mark.length)}`));
      newLine();
      return;
    }
    if (name === 'TD' || name === 'TH') { walk(child, inPre); if (child.nextElementSibling) write('\t'); return; }
    const isParagraph = /^(P|H[1-6]|UL|OL|PRE|TABLE)$/.test(name);
    if (Blocks.test(name)) (isParagraph ? gap : newLine)();
    walk(child, inPre || name === 'PRE');
    if (name === 'A') { const to = child.getAttribute('href') ?? ''; if (to && !to.startsWith('#') && !child.textContent.includes(to.replace(/^(https?:\/\/|mailto:)/, '').replace(/\/$/, ''))) write(` <${to.replace(/^mailto:/, '')}>`); }
    if (Blocks.test(name)) (isParagraph ? gap : newLine)();
  };
  walk(root, false);
  return lines.map(line => line.trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** Paragraphs at blank lines; "> " becomes quotes. The answer is markup with everything escaped. */
export function toHtml(text) {
  const escape = value => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const out = [];
  let paragraph = [], quote = [];
  const endParagraph = () => { if (paragraph.length) out.push(`<p>${paragraph.map(escape).join('<br>')}</p>`); paragraph = []; };
  const endQuote = () => { if (quote.length) out.push(`<blockquote type="cite">${toHtml(quote.join('\n'))}</blockquote>`); quote = []; };
  for (const line of text.split('\n')) {
    if (line.startsWith('>')) { endParagraph(); quote.push(line.replace(/^> ?/, '')); continue; }
    endQuote();
    if (line.trim()) paragraph.push(line); else endParagraph();
  }
  endParagraph();
  endQuote();
  return out.join('');
}
