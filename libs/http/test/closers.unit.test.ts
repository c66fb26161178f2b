import { expect, test } from 'vitest'
import { Closers } from '../src/closers.ts'

test('What was opened last is closed first, and one failure does not spare the others', async () => {
  const closed: string[] = []
  const closers = new Closers()
  closers.add(() => closed.push('store'))
  closers.add(async () => {
    throw new Error('stuck')
  })
  closers.add(() => closed.push('http'))
  await expect(closers.closeAll()).rejects.toThrow('stuck')
  await closers.closeAll()
  expect(closed).toEqual(['http', 'store'])
})

test('When opening fails halfway, what is open is closed and the failure passed on', async () => {
  const closed: string[] = []
  const closers = new Closers()
  const opening = closers.orCloseAll(async () => {
    closers.add(() => closed.push('store'))
    throw new Error('no broker')
  })
  await expect(opening).rejects.toThrow('no broker')
  expect(closed).toEqual(['store'])
})
