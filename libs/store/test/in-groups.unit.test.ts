import { expect, test } from 'vitest'
import { inGroups } from '../src/in-groups.ts'

/** Answers when told to, and says what it was given. */
function heldUp() {
  const given: string[][] = []
  const done: ((error?: Error) => void)[] = []
  const together = (group: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      given.push([...group])
      done.push(error => (error ? reject(error) : resolve(group.map(one => `${one}!`))))
    })
  return { given, done, together }
}
const settled = () => new Promise(resolve => setImmediate(resolve))

test('what comes alone is done at once, and what comes meanwhile together after it, each with its own answer', async () => {
  const { given, done, together } = heldUp()
  const ask = inGroups(together, 10)
  const answers = ['a', 'b', 'c'].map(ask)
  expect(given).toEqual([['a']])
  done[0]?.()
  await settled()
  expect(given).toEqual([['a'], ['b', 'c']])
  answers.push(ask('d'))
  done[1]?.()
  await settled()
  done[2]?.()
  expect(await Promise.all(answers)).toEqual(['a!', 'b!', 'c!', 'd!'])
})

test('no group is larger than the most, and those who came first go first', async () => {
  const { given, done, together } = heldUp()
  const ask = inGroups(together, 2)
  for (const one of ['a', 'b', 'c', 'd']) void ask(one)
  for (const n of [0, 1, 2]) {
    done[n]?.()
    await settled()
  }
  expect(given).toEqual([['a'], ['b', 'c'], ['d']])
})

test('one that cannot be done keeps no other of its group from it', async () => {
  const ask = inGroups(async (group: readonly string[]) => {
    if (group.includes('bad')) throw new Error('bad')
    return group.map(one => one.toUpperCase())
  }, 10)
  const answers = await Promise.allSettled(['first', 'one', 'bad', 'other'].map(ask))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await ask('later')).toBe('LATER')
})

test('one that is slow by itself does not hold up who comes after its group', async () => {
  const ask = inGroups(async (group: readonly string[]) => {
    if (!group.includes('slow')) return group
    return group.length > 1 ? Promise.reject(new Error('not together')) : new Promise<string[]>(() => {})
  }, 10)
  void ask('first')
  void ask('slow')
  const neighbour = ask('neighbour')
  expect(await neighbour).toBe('neighbour')
  expect(await ask('later')).toBe('later')
})

test('a group that is not answered in whole is not answered by half', async () => {
  const ask = inGroups(async (group: readonly string[]) => group.slice(1), 10)
  await expect(ask('one')).rejects.toThrow(TypeError)
})
