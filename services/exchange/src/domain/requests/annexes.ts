import { isUuid } from '@amparo/kernel'
import type { Coded } from '@amparo/protocols'
import { isSha256 } from '../codes.ts'
import { listOf, recordOf } from './coded-lists.ts'

/** The field of the form in which a request names its annexes. */
export const ANNEXES = 'annexes'

/** By which every file of a request is told and handled; as the protocol has them for what is handed over. */
const CODES = {
  kind: ['document', 'statement', 'recording', 'digital-data', 'object', 'service-record'],
  handling: ['h0', 'h1', 'h2', 'h3'],
  source: ['source-a', 'source-b', 'source-c', 'source-x'],
  information: ['information-1', 'information-2', 'information-3', 'information-4'],
} as const

const MOST_ANNEXES = 20

/** Why an answer does not name files by id, codes and hash, each once. Undefined: it does. */
export function faultOfAnnexes(answer: Coded): string | undefined {
  if (!Array.isArray(answer)) return 'wrong_type'
  if (answer.length === 0) return 'too_few'
  if (answer.length > MOST_ANNEXES) return 'too_many'
  const ids = answer.map(one => recordOf(one)['item'])
  if (new Set(ids).size < ids.length) return 'repeated'
  return answer.map(faultOfOne).find(code => code !== undefined)
}

function faultOfOne(one: unknown): string | undefined {
  const { item, sha256, ...codes } = recordOf(one)
  if (typeof item !== 'string' || !isUuid(item)) return 'required'
  if (typeof sha256 !== 'string' || !isSha256(sha256)) return 'not_a_hash'
  if (Object.keys(codes).some(name => !Object.hasOwn(CODES, name))) return 'unknown_field'
  const isKnown = Object.entries<readonly string[]>(CODES).every(([name, known]) =>
    known.some(code => code === codes[name]),
  )
  return isKnown ? undefined : 'not_on_the_list'
}

interface Annex extends RequestFile {
  readonly kind: string
}

/** A file of a request that has a hash, as whoever hands it over has said it is to be handled. */
export interface RequestFile {
  readonly item: string
  readonly sha256: string
  readonly handling: string
  readonly source: string
  readonly information: string
}

/** What a request names. Its answers were looked at when they were taken. */
export const annexesOf = (answers: Readonly<Record<string, Coded>>): Annex[] =>
  listOf(answers[ANNEXES]).map(one => {
    const said = recordOf(one)
    const code = (name: string) => String(said[name])
    return {
      ...{ item: code('item'), kind: code('kind'), sha256: code('sha256'), handling: code('handling') },
      ...{ source: code('source'), information: code('information') },
    }
  })
