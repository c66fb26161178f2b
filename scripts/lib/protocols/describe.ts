import { readFileSync } from 'node:fs'
import { type Protocol, type ProtocolBook, simulate, type Way } from '@amparo/protocols'
import { parse } from 'yaml'
import { z } from 'zod'
import { withinText } from './within-text.ts'

/** What comes of the protocols that stand in these files, for a terminal. */
export function describe(book: ProtocolBook, files: readonly string[]): string {
  const heads = files.map(file => head.safeParse(parse(readFileSync(file, 'utf8'), { merge: true })).data)
  const stands = ({ protocol, version }: Protocol) =>
    heads.some(known => known?.protocol === protocol && known.version === version)
  return book.everyVersion().filter(stands).map(described).join('\n')
}

const head = z.object({ protocol: z.string(), version: z.number() })

function described(protocol: Protocol): string {
  const { states, ends } = simulate(protocol)
  const open = states.filter(({ final }) => !final)
  const width = Math.max(...states.map(({ state }) => state.length))
  return `${protocol.protocol}, version ${protocol.version}: ${protocol.name.en}
${states.length} states, all of them reached from "${protocol.start}"; ${Object.keys(protocol.steps).length} steps; ${Object.keys(protocol.deadlines).length} deadlines

Who must act, and what runs
${open.map(({ state, turn, deadlines }) => `  ${state.padEnd(width)}  ${(turn ?? '').padEnd(9)}  ${deadlines.map(name => due(protocol, name)).join('; ')}`).join('\n')}

Shortest ways from "${protocol.start}"
${ends.map(({ state, ways }) => ways.map((way, index) => `  ${(index === 0 ? state : '').padEnd(width)}  ${wayText(way)}`).join('\n')).join('\n')}
`
}

function due(protocol: Protocol, name: string): string {
  const def = protocol.deadlines[name]
  return def === undefined
    ? name
    : `${name} ${withinText(def.within)} (${def.owner}${def.when === undefined ? '' : ', quick'})`
}

const wayText = (way: Way): string => way.map(({ steps, to }) => `${steps.join(' | ')} → ${to}`).join('  ')
