import { type DeadlineDef, type Language, type Protocol, type StateDef, simulate } from '@amparo/protocols'
import { type Arrow, depths, drawn, type Entrance } from './arrows.ts'
import { coloured, escaped, FILLS, GREY, INKS, quoted, wrapped } from './dot-text.ts'
import { LEGEND, type LegendWords, legendOf } from './legend.ts'
import { withinText } from './within-text.ts'

/** A time limit stays on one line. */
const NO_BREAK = '\u00a0'

/**
 * Graphviz's language: states with their deadlines, and lines where a step leads on. Steps that change no state, and deadlines
 * that only such a step starts, are in the document's tables.
 */
export function dotOf(protocol: Protocol, language: Language): string {
  const { states } = simulate(protocol)
  const words = LEGEND[language]
  const { arrows, entrances } = drawn(protocol)
  const depth = depths(protocol)
  const finals = states.filter(({ final }) => final).map(({ state }) => quoted(state))
  const boxes = states.map(({ state, deadlines }) => {
    const def = protocol.states[state]
    if (def === undefined) return ''
    const due = deadlines.flatMap(name => deadlineLine(protocol, protocol.deadlines[name], language))
    const ways = entrances.filter(({ to }) => to === state).map(way => entranceLine(protocol, way, language, words))
    return boxOf(state, def, [...due, ...ways], language)
  })
  const title = `${protocol.name[language]}\\n${protocol.protocol}, v${protocol.version}`
  return `digraph ${quoted(protocol.protocol)} {
graph [rankdir=TB, fontname=Helvetica, fontsize=16, labelloc=t, nodesep=0.3, ranksep=0.5, pad=0.25, bgcolor=white, label=${quoted(title)}]
node [shape=box, fontname=Helvetica, fontsize=12, margin="0.14,0.07", color="${GREY}"]
edge [fontname=Helvetica, fontsize=10, color="${GREY}", arrowsize=0.7]
begin [shape=circle, label="", style=filled, fillcolor=black, width=0.18, height=0.18]
begin -> ${quoted(protocol.start)} [label=<${coloured('sender', words.submit)}>]
${boxes.join('\n')}
${arrows.map(arrow => arrowText(protocol, arrow, depth, language)).join('\n')}
${legendOf(words)}
{ rank=same; ${quoted(protocol.start)}; legend }
{ rank=sink; ${finals.join('; ')} }
}
`
}

/** What runs in every state would be in every box; what a step within a state starts is in the table. */
function deadlineLine(protocol: Protocol, deadline: DeadlineDef | undefined, language: Language): string[] {
  if (deadline === undefined || deadline.in === 'open') return []
  if (typeof deadline.since === 'object' && protocol.steps[deadline.since.step]?.to === undefined) return []
  const said = `${deadline.text[language]}: ${withinText(deadline.within).replaceAll(' ', NO_BREAK)}`
  return [
    `<font point-size="10" color="${INKS[deadline.owner]}">${wrapped(said, 48).map(escaped).join('<br/>')}</font>`,
  ]
}

function entranceLine(
  protocol: Protocol,
  { step, from, every }: Entrance,
  language: Language,
  words: LegendWords,
): string {
  const def = protocol.steps[step]
  const names = from.map(state => protocol.states[state]?.text[language] ?? state)
  const sources = every ? words.anyOpen : from.length > 5 ? words.severalOpen(from.length) : names.join('; ')
  const said = wrapped(`${words.from} ${sources}`, 52).map(escaped).join('<br/>')
  return `<font point-size="10">${coloured(def?.by ?? '', `→ ${def?.text[language] ?? step}`, 48)}</font><br/><font point-size="9" color="${GREY}"><i>${said}</i></font>`
}

function boxOf(state: string, def: StateDef, lines: readonly string[], language: Language): string {
  const name = `<b>${wrapped(def.text[language], 34).map(escaped).join('<br/>')}</b>`
  const label = [name, `<font point-size="9" color="${GREY}">${state}</font>`, ...lines].join('<br/>')
  const fill = def.final ? FILLS.final : FILLS[def.turn ?? 'final']
  const style = def.pauses ? 'filled,rounded,dashed' : 'filled,rounded'
  return `${quoted(state)} [label=<${label}>, fillcolor="${fill}", style="${style}"${def.final ? ', peripheries=2' : ''}]`
}

/** A way back is drawn from its end, so that states stay in the order in which they are first reached. */
function arrowText(
  protocol: Protocol,
  { from, to, steps }: Arrow,
  depth: ReadonlyMap<string, number>,
  language: Language,
): string {
  const names = steps.map(step => {
    const def = protocol.steps[step]
    return coloured(def?.by ?? '', def?.text[language] ?? step, 24)
  })
  const label = `label=<${names.join('<br/>')}>`
  const back = (depth.get(to) ?? 0) < (depth.get(from) ?? 0)
  return back ? `${quoted(to)} -> ${quoted(from)} [${label}, dir=back]` : `${quoted(from)} -> ${quoted(to)} [${label}]`
}
