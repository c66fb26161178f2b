import { type Language, type Protocol, simulate } from '@amparo/protocols'
import { type Arrow, arrowsOf } from './arrows.ts'
import { LEGEND, type LegendWords } from './legend-words.ts'
import { withinText } from './within-text.ts'

/** Whose turn it is, by fill; who takes a step, by the colour of its name. Dark enough to be read on white (WCAG AA). */
const FILLS = { sender: '#fdeccf', recipient: '#dcebfa', final: '#e7e7e7' } as const
const INKS: Readonly<Record<string, string>> = { sender: '#8a4b00', recipient: '#0b4f8a', either: '#333333' }
const SYSTEM_INK = '#6b2d7b'
const GREY = '#555555'

/** Graphviz's language. States with their deadlines; an arrow wherever a step leads on; steps that stay are in the document's table. */
export function dotOf(protocol: Protocol, language: Language): string {
  const { states } = simulate(protocol)
  const words = LEGEND[language]
  const arrows = arrowsOf(protocol)
  return `digraph ${quoted(protocol.protocol)} {
graph [rankdir=TB, fontname=Helvetica, fontsize=16, labelloc=t, nodesep=0.35, ranksep=0.55, pad=0.3, bgcolor=white, label=${quoted(`${protocol.name[language]}\\n${protocol.protocol}, v${protocol.version}`)}]
node [shape=box, style="filled,rounded", fontname=Helvetica, fontsize=12, margin="0.12,0.07", color="${GREY}"]
edge [fontname=Helvetica, fontsize=10, color="${GREY}", arrowsize=0.7]
begin [shape=circle, label="", style=filled, fillcolor=black, width=0.18, height=0.18]
begin -> ${quoted(protocol.start)} [label=<${coloured('sender', words.submit)}>]
${states.map(({ state, deadlines }) => nodeOf(protocol, state, deadlines, language)).join('\n')}
${arrows.map((arrow, index) => arrowText(protocol, arrow, index, language, words)).join('\n')}
${legendOf(words)}
}
`
}

function nodeOf(protocol: Protocol, state: string, deadlines: readonly string[], language: Language): string {
  const def = protocol.states[state]
  if (def === undefined) return ''
  const lines = deadlines.flatMap(name => {
    const deadline = protocol.deadlines[name]
    // What runs in every state would be in every box.
    if (deadline === undefined || deadline.in === 'open') return []
    return [
      `<font point-size="10" color="${INKS[deadline.owner]}">${escaped(deadline.text[language])}: ${escaped(withinText(deadline.within))}</font>`,
    ]
  })
  const label = [
    `<b>${wrapped(def.text[language], 30).map(escaped).join('<br/>')}</b>`,
    `<font point-size="9" color="${GREY}">${state}</font>`,
    ...lines,
  ].join('<br/>')
  const fill = def.final ? FILLS.final : FILLS[def.turn ?? 'final']
  const style = def.pauses ? 'filled,rounded,dashed' : 'filled,rounded'
  return `${quoted(state)} [label=<${label}>, fillcolor="${fill}", style="${style}"${def.final ? ', peripheries=2' : ''}]`
}

function arrowText(
  protocol: Protocol,
  { from, to, steps }: Arrow,
  index: number,
  language: Language,
  words: LegendWords,
): string {
  const names = steps.map(step => {
    const def = protocol.steps[step]
    return def === undefined ? '' : coloured(def.by, def.text[language])
  })
  const label = `label=<${names.join('<br/>')}>`
  if (typeof from === 'string') return `${quoted(from)} -> ${quoted(to)} [${label}]`
  const origin = quoted(`from-${index}`)
  const said = from.every
    ? words.anyOpen
    : from.states.map(state => protocol.states[state]?.text[language] ?? state).join(', ')
  return `${origin} [shape=plaintext, style="", fontsize=9, fontcolor="${GREY}", label=<<i>${wrapped(said, 42).map(escaped).join('<br/>')}</i>>]
${origin} -> ${quoted(to)} [${label}, style=dashed]`
}

const coloured = (by: string, text: string): string =>
  `<font color="${INKS[by] ?? SYSTEM_INK}">${wrapped(text, 26).map(escaped).join('<br/>')}</font>`

function legendOf(words: LegendWords): string {
  const box = (fill: string, text: string) =>
    `<tr><td bgcolor="${fill}" border="1" width="26"></td><td align="left">${escaped(text)}</td></tr>`
  const ink = (by: string, text: string) =>
    `<tr><td><font color="${INKS[by] ?? SYSTEM_INK}"><b>Aa</b></font></td><td align="left">${escaped(text)}</td></tr>`
  return `legend [shape=box, style="", color="#bbbbbb", fontsize=10, label=<<table border="0" cellborder="0" cellspacing="2">
${box(FILLS.sender, words.senderTurn)}${box(FILLS.recipient, words.recipientTurn)}${box(FILLS.final, words.final)}
<tr><td>- - -</td><td align="left">${escaped(words.paused)}</td></tr>
${ink('sender', words.bySender)}${ink('recipient', words.byRecipient)}${ink('either', words.byEither)}${ink('clock', words.bySystem)}
<tr><td colspan="2" align="left">${escaped(words.limits)}</td></tr></table>>]`
}

/** Lines of about so many letters. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`
