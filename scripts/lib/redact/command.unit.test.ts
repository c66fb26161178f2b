import { spawnSync } from 'node:child_process'
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const COMMAND = fileURLToPath(new URL('../../redact.ts', import.meta.url))
const IDENTITY = { names: ['Yaneth Quillahuaman Mamani'] }
/** What the parser says of it quotes a piece. */
const UNREADABLE = '{"id":"secret","text":Rosa Namendí'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redact-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const file = (name: string): string => join(folder, name)
const run = (...args: string[]) => spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' })
const linesOf = (name: string) =>
  readFileSync(file(name), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('texts come out masked in the order in which they came, over several threads, with spans in UTF-16, for their owner only', () => {
  // Also where files were before.
  for (const before of ['many.out', 'many.out.part']) writeFileSync(file(before), 'old', { mode: 0o644 })
  const texts = Array.from({ length: 150 }, (_, i) => ({
    id: i,
    lang: 'es',
    text: `${'Llegó de noche. '.repeat(i % 7)}😀 Vino Yaneth Quillahuaman.`,
    identity: IDENTITY,
  }))
  writeFileSync(file('many.jsonl'), texts.map(text => JSON.stringify(text)).join('\n'))
  const { status } = run('--in', file('many.jsonl'), '--out', file('many.out'), '--threads', '3')
  expect(statSync(file('many.out')).mode & 0o777).toBe(0o600)
  const masked = linesOf('many.out')
  expect([status, masked.map(({ id }) => id)]).toEqual([0, texts.map(({ id }) => id)])
  for (const { id, text, spans } of masked) {
    expect(text).not.toMatch(/yaneth|quillahuaman/i)
    const shown = spans.map(({ start, end }: { start: number; end: number }) => texts[id]?.text.slice(start, end))
    expect(shown).toEqual(['Yaneth Quillahuaman'])
  }
})

test('without the form it is not hunted', () => {
  const text = { id: 'x', lang: 'es', text: 'dijo esperanza nuestra', identity: { names: ['Esperanza Nuestra'] } }
  writeFileSync(file('form.jsonl'), JSON.stringify(text))
  run('--in', file('form.jsonl'), '--out', file('form.out'))
  run('--in', file('form.jsonl'), '--out', file('blank.out'), '--no-identity')
  expect(linesOf('form.out')[0].text).not.toContain('esperanza')
  expect(linesOf('blank.out')[0].text).toContain('esperanza')
})

test('a line that cannot be read is told by its number, quoted nowhere, and keeps no other back', () => {
  writeFileSync(
    file('bad.jsonl'),
    [
      JSON.stringify({ id: 1, text: 'Llegó.' }),
      UNREADABLE,
      '',
      '{"id":4}',
      JSON.stringify({ id: 5, text: 'Salió.' }),
    ].join('\n'),
  )
  const { status, stdout, stderr } = run('--in', file('bad.jsonl'), '--out', file('bad.out'))
  expect(linesOf('bad.out')).toEqual([
    { id: 1, text: 'Llegó.', spans: [] },
    { id: null, line: 2, failed: true },
    { id: null, line: 4, failed: true },
    { id: 5, text: 'Salió.', spans: [] },
  ])
  expect([status, stdout + stderr]).toEqual([
    1,
    '2 lines are no JSON objects with an id and a text; the output tells which.\n',
  ])
})

test('a text that is withheld leaves its id, and the run says so', () => {
  writeFileSync(file('long.jsonl'), JSON.stringify({ id: 7, lang: 'es', text: 'a'.repeat(2_000_001) }))
  const { status, stderr } = run('--in', file('long.jsonl'), '--out', file('long.out'))
  expect([status, linesOf('long.out')]).toEqual([1, [{ id: 7, failed: true }]])
  expect(stderr).toBe('1 texts could not be made safe and were withheld.\n')
})

test('the file that is read is not written over, whatever it is called', () => {
  const original = `${JSON.stringify({ id: 1, text: 'Llegó.' })}\n`
  writeFileSync(file('own.jsonl'), original)
  symlinkSync(file('own.jsonl'), file('soft'))
  linkSync(file('own.jsonl'), file('hard'))
  linkSync(file('own.jsonl'), file('later.part'))
  for (const out of ['own.jsonl', 'soft', 'hard', 'later']) {
    const { status, stderr } = run('--in', file('own.jsonl'), '--out', file(out))
    expect([out, status]).toEqual([out, 2])
    expect(stderr).toContain('an original is never written over')
  }
  expect(readFileSync(file('own.jsonl'), 'utf8')).toBe(original)
  expect(readdirSync(folder)).not.toContain('own.jsonl.part')
})
