import { readFileSync } from 'node:fs'

const contents = (name: string): string => readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8')
const linesOf = (name: string): string[] =>
  contents(name)
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')

/** Words with white space between. */
export const wordsIn = (name: string): string[] =>
  plain(linesOf(name).join('\n'))
    .split(/\s+/)
    .filter(word => word !== '')

/** Phrases, one a line. */
export const phrasesIn = (name: string): string[] => linesOf(name).map(line => plain(line.trim()))
