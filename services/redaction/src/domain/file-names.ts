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

/** Of documents, letters, pictures, recordings: what people send. What is on no list is read as the rest is. */
const ENDING =
  /\.(?:txt|pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|zip|eml|jpe?g|png|gif|webp|hei[cf]|tiff?|bmp|mp3|m4a|ogg|opus|wav|mp4|mpe?g|mov|webm|3gp)$/i

/** All of a name but the ending that says what kind of file it is: behind a dot people write surnames and numbers, too. */
export const stemOf = (name: string): string => name.replace(ENDING, '')

/** A stem is free text with other separators. */
export function maskedFileName(name: string, masked: (text: string) => string): string {
  const stem = stemOf(name)
  return masked(stem.replace(/[_-]+/g, ' ')) + name.slice(stem.length)
}

/** For whom its name, that somebody typed, is not to be read: 1.pdf, of the first. */
export const namedByPlace = (place: number, mediaType: string): string => withEnding(`${place + 1}`, mediaType)
