// Words that promise an attachment. A promise without a file is asked about before sending.

// Stems, so that endings don't matter. Only words that rarely mean anything else.
const Words = [
  'attach(?:ed|ing|ment|ments)?\\b', 'enclosed\\b', 'enclosure', // English
  'anbei\\b', 'anhang\\b', 'anhänge', 'angehängt', 'beigefügt', 'im anhang', 'anlage\\b', 'anlagen\\b', // German
  'ci-joint', 'ci-inclus', 'pi[èe]ces? jointes?', 'en pi[èe]ce jointe', 'joint à ce', // French
  'adjunt[oa]s?\\b', 'archivo adjunto', // Spanish
  'in allegato', 'allegat[oaie]\\b', 'allego\\b', // Italian
  'em anexo', 'anexad[oa]s?\\b', 'anexos?\\b', // Portuguese
  'bijlagen?\\b', 'bijgevoegd', 'bijgesloten', // Dutch
  'bifoga[dtrs]?\\w*', 'bilag[ao]?\\w*', 'vedlagt', 'vedlegg', 'vedhæft\\w*', 'vedhefte[tr]?', // Swedish, Danish, Norwegian
  'liitteenä', 'liitteet', 'liitetiedosto', 'ohessa\\b', // Finnish
  'załącz\\w*', 'w załączniku', // Polish
  'přiloh\\w*', 'přílo[hz]\\w*', 'přikládám', 'prilož\\w*', 'príloh\\w*', // Czech, Slovak
  'csatol\\w*', 'mellékel\\w*', // Hungarian
  'ataşat\\w*', 'atașat\\w*', 'anexat\\w*', // Romanian
  '(?<!\\p{L})влож\\p{L}*', 'во вложении', 'прикрепл\\p{L}*', 'прилага\\p{L}*', 'прикріпл\\p{L}*', 'вкладенн\\p{L}*', // Russian, Ukrainian
  'ekte\\b', 'ekteki', 'ekli dosya', 'ilişikte', // Turkish
  'συνημμέν\\p{L}*', 'επισυνάπτ\\p{L}*', // Greek
  'مرفق', 'المرفقات', 'أرفقت', 'מצורף', 'מצורפ', 'צירפתי', // Arabic, Hebrew
  '添付', '附件', '随信附上', '隨信附上', '첨부', // Japanese, Chinese, Korean
];

// A promise about somebody else's file, or none: "no attachment", "attached to this idea".
const Excuses = /\b(?:no|without|not|ohne|sans|sin|senza|zonder|utan|uden|bez|без)\s+(?:an?\s+|the\s+|any\s+|pi[èe]ces?\s+)?$/iu;

const MaxText = 50000;

/** The few words around the promise, for the question; null when nothing is promised. `own`: further words of the person. */
export function promisedAttachment(text, own = []) {
  const sample = text.slice(0, MaxText);
  const escaped = own.map(value => value.trim()).filter(Boolean).map(value => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const search = new RegExp([...Words, ...escaped].map(value => (/^[\p{L}]/u.test(value) && !/^[\u0590-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u.test(value) ? `(?<!\\p{L})${value.replace(/\\b/g, '(?!\\p{L})').replace(/\\w/g, '[\\p{L}\\p{M}]')}` : value)).join('|'), 'giu');
  for (const match of sample.matchAll(search)) {
    if (Excuses.test(sample.slice(Math.max(0, match.index - 24), match.index))) continue;
    return around(sample, match.index, match[0].length);
  }
  return null;
}

function around(text, at, length) {
  const before = text.slice(0, at).split(/[.!?\n]/).at(-1).split(/\s+/).slice(-3).join(' ');
  const after = text.slice(at + length).split(/[.!?\n]/)[0].split(/\s+/).slice(0, 3).join(' ');
  return `${before}${text.slice(at, at + length)}${after}`.trim();
}
