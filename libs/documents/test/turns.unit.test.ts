import { expect, test } from 'vitest'
import { DocumentRefused } from '../src/refusal.ts'
import type { RunTask } from '../src/sandbox/task.ts'
import { inTurns } from '../src/sandbox/turns.ts'

/** Two places, tasks that end when they are told to, and a clock that goes on when it is told to. */
function aSandbox() {
  const begun: { what: string; end: () => void; fail: () => void }[] = []
  const clock = { now: 0 }
  const run: RunTask = (_name, input) => {
    const { promise, resolve, reject } = Promise.withResolvers<never>()
    const end = () => resolve({} as never)
    begun.push({ what: Object.values(input).join(), end, fail: () => reject(new DocumentRefused('document_damaged')) })
    return promise
  }
  const sandbox = inTurns(run, { places: 2, now: () => clock.now })
  const ask = (what: string, from: string, signal?: AbortSignal) => sandbox('ping', { what }, { from, signal })
  const names = async () => {
    await new Promise(setImmediate)
    return begun.map(({ what }) => what)
  }
  /** Ends the task of that name, after so many seconds. */
  const end = async (what: string, seconds = 0, how: 'end' | 'fail' = 'end') => {
    const task = begun[(await names()).indexOf(what)]
    clock.now += seconds * 1_000
    task?.[how]()
  }
  return { ask, names, end, clock }
}

test('however much one brings, what another brings is next', async () => {
  const { ask, names, end } = aSandbox()
  const all = [1, 2, 3, 4, 5].map(n => ask(`b${n}`, 'XB'))
  all.push(ask('c1', 'XC'), ask('d1', 'XD'), ask('c2', 'XC'))
  await end('b1')
  // Who has none under way is before who has one.
  expect(await names()).toEqual(['b1', 'b2', 'c1'])
  for (const next of ['b2', 'c1', 'b3', 'd1']) await end(next)
  expect(await names()).toEqual(['b1', 'b2', 'c1', 'b3', 'd1', 'c2', 'b4'])
  for (const next of ['c2', 'b4', 'b5']) await end(next)
  await Promise.all(all)
})

test('whose document took long leaves one place to the others for a while', async () => {
  const { ask, names, end, clock } = aSandbox()
  const all = [1, 2, 3, 4].map(n => ask(`b${n}`, 'XB'))
  await end('b1', 6)
  expect(await names()).toEqual(['b1', 'b2'])
  await end('b2')
  expect(await names()).toEqual(['b1', 'b2', 'b3'])
  all.push(ask('c1', 'XC'))
  expect(await names()).toEqual(['b1', 'b2', 'b3', 'c1'])
  await end('c1')
  await end('b3')
  clock.now += 10 * 60_000
  all.push(ask('b5', 'XB'))
  expect(await names()).toEqual(['b1', 'b2', 'b3', 'c1', 'b4', 'b5'])
  for (const next of ['b4', 'b5']) await end(next)
  await Promise.all(all)
})

test('one that is refused gives its place back, and what nobody waits for any more is not begun', async () => {
  const { ask, names, end } = aSandbox()
  const waits = new AbortController()
  const [failing, other] = [ask('b1', 'XB'), ask('b2', 'XB')]
  const late = [3, 4].map(n => ask(`b${n}`, 'XB', waits.signal))
  const after = ask('b5', 'XB')
  waits.abort()
  const refused = Promise.all(late.map(one => expect(one).rejects.toMatchObject({ reason: 'document_too_large' })))
  const failed = expect(failing).rejects.toMatchObject({ reason: 'document_damaged' })
  await end('b1', 0, 'fail')
  await Promise.all([refused, failed])
  expect(await names()).toEqual(['b1', 'b2', 'b5'])
  for (const next of ['b2', 'b5']) await end(next)
  await Promise.all([other, after])
})
