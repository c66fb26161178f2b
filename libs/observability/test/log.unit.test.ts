import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createLog, defineLog, type LogValue, traceOf } from '../src/index.ts'

function recorded(level: 'info' | 'silent' = 'info') {
  const lines: Record<string, unknown>[] = []
  const log = createLog({
    service: 'referral',
    hub: 'XA',
    level,
    stream: { write: line => lines.push(JSON.parse(line)) },
  })
  return { log, lines }
}

const messages = defineLog({
  'referral.submitted': ['referralId', 'priority'],
  'event.parked': { level: 'warn', fields: ['eventId'] },
})

test('A line holds its registered fields, the service and the hub', () => {
  const { log, lines } = recorded()
  messages['referral.submitted'](log, { referralId: 'r1', priority: 'urgent' })
  expect(lines[0]).toMatchObject({
    level: 30,
    service: 'referral',
    hub: 'XA',
    message: 'referral.submitted',
    referralId: 'r1',
  })
})

test('What is not registered is dropped, whatever a cast says', () => {
  const { log, lines } = recorded()
  const smuggled: { referralId: LogValue; priority: LogValue } = Object.assign(
    { referralId: 'r1', priority: undefined },
    { name: 'Maria Example', subject: { name: 'Maria Example' } },
  )
  messages['referral.submitted'](log, smuggled)
  Reflect.set(smuggled, 'referralId', { name: 'Maria Example' })
  messages['referral.submitted'](log, smuggled)
  expect(lines).toHaveLength(2)
  expect(JSON.stringify(lines)).not.toContain('Maria')
})

test('A long text is cut: it is no id', () => {
  const { log, lines } = recorded()
  messages['event.parked'](log, { eventId: 'x'.repeat(5_000) })
  expect(String(lines[0]?.['eventId'])).toHaveLength(201)
})

test('Of an error, its code and places are logged, never its message', () => {
  const { log, lines } = recorded()
  const inner = Object.assign(new Error('Key (name)=(Maria Example) exists'), { code: '23505', detail: 'Maria' })
  messages['event.parked'](log, { eventId: 'e1' }, new TypeError('about Maria', { cause: inner }))
  const { error } = lines[0] as { error: ReturnType<typeof traceOf> }
  expect([error.code, error.cause?.code]).toEqual(['TypeError', '23505'])
  expect(error.frames[0]).toMatch(/observability\/test\/log\.unit\.test\.ts:\d+$/)
  expect(JSON.stringify(lines)).not.toContain('Maria')
})

test('A message made to look like a stack frame or a code does not get through', () => {
  const forged = new Error('x\n    at f (/home/Maria:1:2)\n    at /home/Maria.ts:3:4')
  forged.name = 'Maria Example did it'
  expect(JSON.stringify(traceOf(forged))).not.toContain('Maria')
  expect(traceOf(forged).code).toBe('error')
  expect(traceOf('Maria Example')).toEqual({ code: 'thrown_string', frames: [] })
})

test('Silent writes nothing', () => {
  const { log, lines } = recorded('silent')
  messages['event.parked'](log, { eventId: 'e1' })
  expect(lines).toEqual([])
})

test.runIf(existsSync('/dev/full'))('A full disk neither ends a process that logs nor keeps it from ending', () => {
  const source = `
    import { createLog, defineLog } from ${JSON.stringify(import.meta.resolve('../src/index.ts'))}
    const log = createLog({ service: 'audit', hub: 'XA' })
    const messages = defineLog({ 'service.started': ['port'] })
    for (let port = 0; port < 1000; port++) messages['service.started'](log, { port })
    setTimeout(() => process.exit(7), 50)`
  const full = openSync('/dev/full', 'w')
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', full, 'inherit'],
    timeout: 60_000,
  })
  closeSync(full)
  expect(child).toMatchObject({ status: 7, signal: null })
})
