import type { judging } from '@amparo/text/node'
import type { Random } from '../names/random.ts'

const SHOUTED = 0.35
const WHISPERED = 0.15
const SHOUTED_LINE = 0.3

/** The same text in capitals, in small letters, or with headings in capitals. Lengths stay, so that offsets do. */
export function otherwiseWritten(marked: judging.Marked, random: Random): judging.Marked {
  const way = random()
  if (way < SHOUTED) return { ...marked, text: upper(marked.text) }
  if (way < SHOUTED + WHISPERED) return { ...marked, text: sameLength(marked.text, t => t.toLowerCase()) }
  const text = marked.text.replace(/[^\n.]+[\n.]/g, line => (random() < SHOUTED_LINE ? upper(line) : line))
  return { ...marked, text }
}

const upper = (text: string): string => sameLength(text, t => t.toUpperCase())

const sameLength = (text: string, change: (t: string) => string): string =>
  [...text].map(char => (change(char).length === char.length ? change(char) : char)).join('')
