export const PLAIN_TEXT = 'text/plain'
const ENDINGS: Readonly<Record<string, string>> = {
  [PLAIN_TEXT]: '.txt',
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
}

/** The one that its kind has: what a file is opened with must not be up to who sent it. */
export function withEnding(name: string, mediaType: string): string {
  const own = ENDINGS[mediaType] ?? ''
  return name.toLowerCase().endsWith(own) ? name : name + own
}

/** The ending says what kind of file it is; the rest is free text with other separators. */
export function maskedFileName(name: string, masked: (text: string) => string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/su.exec(name) ?? []
  return masked(stem.replace(/[_-]+/g, ' ')) + ending
}

/** For whom its name, that somebody typed, is not to be read: 1.pdf, of the first. */
export const namedByPlace = (place: number, mediaType: string): string => withEnding(`${place + 1}`, mediaType)
