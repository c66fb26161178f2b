import type { DeadlineDef, Escalation, Protocol, ProtocolBook } from '@amparo/protocols'
import { code, list, table } from '../docs/document.ts'
import { limitText, withinText } from './within-text.ts'

/** With a column for each country whose overlay says something else of this protocol. */
export function deadlineTable(book: ProtocolBook, protocol: Protocol): string {
  const { protocol: id } = protocol
  const hubs = book
    .overlays()
    .filter(({ protocols }) => Object.keys(protocols[id]?.deadlines ?? {}).length > 0)
    .map(({ overlay }) => ({ overlay, own: book.forHub(protocol, overlay).deadlines }))
  return table(
    [
      'deadline',
      '',
      'owed by',
      'runs in',
      'since',
      'time limit',
      ...hubs.map(hub => hub.overlay),
      'met by',
      'when it passes',
    ],
    Object.entries(protocol.deadlines).map(([name, def]) => [
      code(name),
      `${def.text.en}${def.when === undefined ? '' : ' (quick referrals only)'}`,
      def.owner,
      def.in === 'open' ? 'any open state' : list(def.in),
      sinceText(def),
      [withinText(def.within), ...boundsText(def)].join('; '),
      ...hubs.map(({ own }) => {
        const there = withinText(own[name]?.within ?? def.within)
        return there === withinText(def.within) ? '' : there
      }),
      metText(def),
      def.then.map(escalationText).join('; '),
    ]),
  )
}

/** What no country may change. */
const boundsText = ({ atLeast, atMost }: DeadlineDef): string[] => [
  ...(atLeast === undefined ? [] : [`nowhere less than ${limitText(atLeast)}`]),
  ...(atMost === undefined ? [] : [`nowhere more than ${limitText(atMost)}`]),
]

function sinceText({ since, renewedBy }: DeadlineDef): string {
  const start = typeof since === 'string' ? since : code(since.step)
  return renewedBy === undefined ? start : `${start}, anew with ${list(renewedBy)}`
}

function metText({ metBy }: DeadlineDef): string {
  if (metBy === undefined) return 'leaving the state'
  const steps = list(typeof metBy.step === 'string' ? [metBy.step] : metBy.step)
  return metBy.times === 1 ? steps : `${steps}, ${metBy.times} times`
}

function escalationText({ after, do: what, priorities }: Escalation): string {
  const when = /^-?PT?0/.test(after)
    ? ''
    : after.startsWith('-')
      ? `${limitText(after.slice(1))} before: `
      : `${limitText(after)} after: `
  const act = typeof what === 'string' ? what : code(what.step)
  return `${when}${act}${priorities === undefined ? '' : ` (${priorities.join(', ')})`}`
}
