import { EXECUTE_PART, handsOver, type Run } from '@amparo/protocols'
import { annexesOf } from './annexes.ts'
import { listOf, recordOf } from './coded-lists.ts'
import { type Asked, endOf } from './permissions.ts'
import type { EvidenceRequest, Step } from './request.ts'

/** A piece of evidence that was handed over, by its codes; or an annex of what is asked. */
export interface Item {
  readonly id: string
  readonly of: Asked
  readonly kind: string
  readonly handling: string
  readonly source: string
  readonly information: string
  /** What is said of the victims in it and the other state; empty: nothing, in what was signed before anybody had to. */
  readonly victims: string
  /** Of the file, or of an object's record, hex. Undefined: nobody had to say, in the protocol's first version. */
  readonly sha256: string | undefined
  /** It may clear an accused, by whoever handed it over or by whoever received it. */
  readonly clears: boolean
  readonly handedOverAt: Date
  /** By when it is to be returned or destroyed: the end of the earlier day, UTC. */
  readonly useEnds: Date | undefined
  /** Which of the two that is. */
  readonly term: ItemTerm | undefined
}

/** The codes of each item that a step hands over. */
export const handedOverBy = ({ step, data }: Pick<Step, 'step' | 'data'>): readonly unknown[] =>
  handsOver(step) ? listOf(data['items']) : []

/** What was handed over, in its order: the last word on each. */
export const itemsOf = (run: Pick<Run<Step>, 'entries'>): Item[] => lastOf(run, ({ id }) => id)

/** The same, and what an item was before its number was stated with other bytes: what came remains bound. */
export const everyItemOf = (run: Pick<Run<Step>, 'entries'>): Item[] =>
  lastOf(run, ({ id, sha256 }) => `${id} ${sha256}`)

function lastOf({ entries }: Pick<Run<Step>, 'entries'>, keyOf: (item: Item) => string): Item[] {
  const steps = entries.flatMap(({ taken, effective }) => (effective ? [taken] : []))
  const cleared = new Set(
    steps.flatMap(({ step, data }) =>
      step === 'announce-exculpatory' ? listOf(data['items']).map(one => String(recordOf(one)['item'])) : [],
    ),
  )
  const items = steps.flatMap(taken =>
    handedOverBy(taken).map(one => itemFrom({ one, at: taken.at, cleared, victims: victimsIn(taken.data) })),
  )
  return [...new Map(items.map(item => [keyOf(item), item])).values()]
}

interface HandedOver {
  readonly one: unknown
  readonly at: Date
  readonly cleared: ReadonlySet<string>
  readonly victims: string
}

function itemFrom({ one, at: handedOverAt, cleared, victims }: HandedOver): Item {
  const codes = recordOf(one)
  const code = (name: string) => String(codes[name])
  const id = code('item')
  const ends = TERMS.flatMap(term => {
    const at = endOf(codes[term])
    return at === undefined ? [] : [{ term, at }]
  })
  const first = ends.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0]
  return {
    ...{
      id,
      of: 'items',
      kind: code('kind'),
      handling: code('handling'),
      source: code('source'),
      information: code('information'),
      victims,
    },
    sha256: typeof codes['sha256'] === 'string' ? codes['sha256'] : undefined,
    ...{ clears: codes['exculpatory'] === true || cleared.has(id), handedOverAt },
    ...{ useEnds: first?.at, term: first?.term },
  }
}

const TERMS = ['returnBy', 'destroyBy'] as const
export type ItemTerm = (typeof TERMS)[number]

/** Days that were past when they were said, and cannot be met. RFC 6901 pointers. */
export const daysPast = (taken: Pick<Step, 'step' | 'data' | 'at'>): string[] => [
  ...endedTerms(taken),
  ...restPast(taken),
]

/** Terms of what is handed over: they would bar each use of what just came. */
const endedTerms = ({ step, data, at }: Pick<Step, 'step' | 'data' | 'at'>): string[] =>
  handedOverBy({ step, data }).flatMap((one, i) =>
    TERMS.flatMap(term => {
      const end = endOf(recordOf(one)[term])
      return end !== undefined && end <= at ? [`/items/${i}/${term}`] : []
    }),
  )

/** By when the rest is expected. */
function restPast({ step, data, at }: Pick<Step, 'step' | 'data' | 'at'>): string[] {
  const end = step === EXECUTE_PART ? endOf(data['expected']) : undefined
  return end !== undefined && end <= at ? ['/expected'] : []
}

/** What came with the request, in the same shape: it serves that, and has no term of its own. */
export const annexItemsOf = ({ answers, createdAt }: Pick<EvidenceRequest, 'answers' | 'createdAt'>): Item[] =>
  annexesOf(answers).map(({ item: id, ...codes }) => ({
    ...{ id, of: 'annexes', ...codes, clears: false, handedOverAt: createdAt },
    ...{ useEnds: undefined, term: undefined },
    victims: victimsIn(answers),
  }))

/** What a request or a hand-over says of the victims in it. */
export const victimsIn = ({ victims }: Readonly<Record<string, unknown>>): string =>
  typeof victims === 'string' ? victims : ''
