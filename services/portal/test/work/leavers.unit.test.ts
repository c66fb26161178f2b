import { expect, it } from 'vitest'
import { leaversOf } from '../../web/work/leavers/leavers.ts'

const hands = [
  { userId: 'stays', count: 4, shifts: 0 },
  { userId: 'gone', count: 2, shifts: 1 },
  { userId: 'unnamed', count: 0, shifts: 1 },
]
const all = [
  { userId: 'stays', name: 'ana@xa' },
  { userId: 'idle', name: 'luz@xa' },
]

it('who has something in their hands and is no colleague has left, by name where it is known', () => {
  expect(leaversOf(hands, [{ userId: 'gone', name: 'dolores@xa' }], { all })).toEqual([
    { userId: 'gone', count: 2, shifts: 1, name: 'dolores@xa' },
    { userId: 'unnamed', count: 0, shifts: 1, name: undefined },
  ])
})

it('while it is not known who works here, nobody is said to have left', () => {
  expect(leaversOf(hands, [], { all: [] })).toEqual([])
})
