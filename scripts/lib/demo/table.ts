import type { Result } from './drive.ts'

const columns = (cells: readonly string[]): string =>
  `${cells.map((cell, i) => cell.padEnd([22, 10, 40, 4, 8, 8][i] ?? 0)).join(' ')}\n`

export const tableHead = columns(['input', 'outcome', 'code or what was seen', 'hub', 'log', 'ms', ''])

/** What was seen is told by category; the table names nobody. */
export function lineOf(result: Result, asExpected: boolean): string {
  const { id, outcome, code, fields, view, withheld, hub, audit, ms } = result
  const seen = Object.keys(view ?? {}).join(' ') + (withheld.length > 0 ? ` (−${withheld.length})` : '')
  const what = outcome === 'accepted' ? seen : [code, ...fields].join(' ')
  const log = audit.entries > 0 ? `${audit.entries} ${audit.verified ? '✓' : '✗'}` : '–'
  return columns([id, outcome, what, hub ?? '–', log, String(ms), asExpected ? '' : '← not as expected'])
}
