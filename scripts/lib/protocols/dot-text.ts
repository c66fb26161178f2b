/** Whose turn it is, by fill; who takes a step, by the colour of its name: dark enough to be read (WCAG AA). */
export const FILLS = { sender: '#fdeccf', recipient: '#dcebfa', final: '#e7e7e7' } as const
export const INKS: Readonly<Record<string, string>> = { sender: '#8a4b00', recipient: '#0b4f8a', either: '#222222' }
export const SYSTEM_INK = '#6b2d7b'
export const GREY = '#555555'

/** With room at both ends, so that no line runs through its first letter. */
export const coloured = (by: string, text: string, width = 26): string =>
  `<font color="${INKS[by] ?? SYSTEM_INK}">${wrapped(text, width)
    .map(line => `&#160;${escaped(line)}&#160;`)
    .join('<br/>')}</font>`

/** Lines of about so many letters. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`
