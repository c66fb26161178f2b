import { expect, test } from 'vitest'
import { allInTurn } from '../src/index.ts'

test('what stands behind a step that fails is done, in order, and each error is told', async () => {
  const done: unknown[] = []
  const does = (what: string) => async () => done.push(what)
  const fails = (why: string) => () => Promise.reject(why)
  await allInTurn([does('first'), fails('no key'), does('second'), fails('no line'), does('third')], why =>
    done.push(why),
  )
  expect(done).toEqual(['first', 'no key', 'second', 'no line', 'third'])
})
