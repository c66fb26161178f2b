import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DISCLOSES } from '../../services/audit/src/domain/quorum.ts'

/** Nobody of an agency of this hub reads identity or text of a person by these, so there is nobody to compare. */
const NO_READER: Readonly<Record<string, string>> = {
  message_written: 'is written by whoever knows it; whoever reads it is compared then, here or in the other hub',
  package_released: 'goes to another hub, which compares when somebody there opens it',
  file_handed_over: 'goes to the other agency, which compares when somebody there opens it',
  file_released: 'is the bundle of what was handed over, sealed to whoever opens it there',
  request_text_released: 'goes to the other state, which compares when somebody there opens it',
  item_used: 'says for what something is used; that it is opened is an entry of its own',
  public_release: 'is for everybody, and of nobody: people are counted, not shown',
  link_made: 'is for somebody outside, whose name no agency of the hub knows',
  match_asked: 'shows hashes to another hub',
  match_evaluated: 'compares hashes of another hub',
  people_searched: 'shows references and how near they are, and no identity',
}
const COMMANDS = join(import.meta.dirname, '../../services/redaction/src/commands')
const sources = globSync('**/*.ts', { cwd: COMMANDS }).map(
  name => [name, readFileSync(join(COMMANDS, name), 'utf8')] as const,
)
const entering = (action: string) => sources.filter(([, text]) => text.includes(`Action.${action.toUpperCase()}`))
const shown = [...DISCLOSES].filter(action => !(action in NO_READER))

test.each(shown)('Whoever enters %s says what the reader is to the person', action => {
  const found = entering(action)
  expect(found.length).toBeGreaterThan(0)
  // Computed there, or by whoever calls it, without which that does not type-check.
  const says = /relations: (?:await relations(?:To|In)\(|\[\.\.\.relations\]|of\.relations)/
  const silent = found.filter(([, text]) => !says.test(text)).map(([name]) => name)
  expect(silent).toEqual([])
})

test('Nothing stands on the list of exceptions that discloses nothing', () => {
  expect(Object.keys(NO_READER).filter(action => !DISCLOSES.has(action))).toEqual([])
})
