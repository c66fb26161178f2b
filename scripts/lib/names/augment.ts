import type { Piece } from './piece.ts'
import { pick, type Random } from './random.ts'

const OCR: Readonly<Record<string, string>> = {
  o: '0',
  O: '0',
  l: '1',
  I: '1',
  i: 'l',
  m: 'n',
  n: 'u',
  u: 'v',
  c: 'e',
  a: 'o',
  S: '5',
  B: '8',
  rn: 'm',
}

/** The same piece as hurried people, forms and scanners write it. Lengths stay, so that offsets do. */
export function augmented(piece: Piece, random: Random): Piece {
  const way = random()
  if (way < 0.55) return piece
  if (way < 0.7) return { ...piece, text: sameLength(piece.text, t => t.toLowerCase()) }
  if (way < 0.8) return { ...piece, text: sameLength(piece.text, t => t.toUpperCase()) }
  if (way < 0.86)
    return {
      ...piece,
      text: piece.text
        .split('\n')
        .map(line => (random() < 0.5 ? sameLength(line, t => t.toUpperCase()) : line))
        .join('\n'),
    }
  if (way < 0.93) return { ...piece, text: misspelt(piece.text, random, 0.03) }
  if (way < 0.96) return { ...piece, text: sameLength(misspelt(piece.text, random, 0.02), t => t.toLowerCase()) }
  return { ...piece, text: lowerNames(piece, random) }
}

const sameLength = (text: string, change: (t: string) => string): string => {
  const changed = change(text)
  return changed.length === text.length
    ? changed
    : [...text].map(c => (change(c).length === c.length ? change(c) : c)).join('')
}

function misspelt(text: string, random: Random, share: number): string {
  return [...text]
    .map(char => {
      if (!/\p{L}/u.test(char) || random() > share) return char
      return OCR[char] ?? (char === char.toLowerCase() ? pick(random, [...'aeiounrslt']) : char)
    })
    .join('')
}

/** Capitals as usual, but some names are written small. */
function lowerNames({ text, names }: Piece, random: Random): string {
  let changed = text
  for (const { start, end } of names) {
    if (random() < 0.5)
      changed =
        changed.slice(0, start) + sameLength(changed.slice(start, end), t => t.toLowerCase()) + changed.slice(end)
  }
  return changed
}
