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

/** Lines of "State: town, town"; "?" where several towns of one name lie in several. States as they write themselves, the rest folded. */
export function townsIn(name: string): {
  readonly towns: ReadonlyMap<string, string | undefined>
  readonly states: ReadonlySet<string>
} {
  const towns = new Map<string, string | undefined>()
  const states = new Set<string>()
  for (const line of linesOf(name)) {
    const [state = '', named = ''] = line.split(':')
    const isKnown = state !== '?'
    if (isKnown) states.add(plain(state).replaceAll('-', ' '))
    for (const town of named.split(',')) if (town.trim() !== '') towns.set(town.trim(), isKnown ? state : undefined)
  }
  return { towns, states }
}

/** Words with white space between. */
export const wordsIn = (name: string): string[] =>
  plain(linesOf(name).join('\n'))
    .split(/\s+/)
    .filter(word => word !== '')

/** Phrases, one a line. */
export const phrasesIn = (name: string): string[] => linesOf(name).map(line => plain(line.trim()))
