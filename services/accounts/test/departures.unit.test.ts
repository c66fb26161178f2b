import { describe, expect, it } from 'vitest'
import { departuresOf } from '../src/domain/departures.ts'

const ana = { id: 'ana', agencyId: 'police', roles: ['caseworker', 'supervisor'], username: 'ana@police' }

describe('a departure', () => {
  it.each([
    ['is nothing that stays as it was', [ana], []],
    ['is no role more', [{ ...ana, roles: [...ana.roles, 'reviewer'] }], []],
    ['is who is not named any more', [], [{ userId: 'ana', agencyId: 'police', kind: 'left', username: 'ana@police' }]],
    [
      'is who works for another agency',
      [{ ...ana, agencyId: 'shelter' }],
      [{ userId: 'ana', agencyId: 'police', kind: 'moved', username: 'ana@police' }],
    ],
    [
      'is who has lost a role',
      [{ ...ana, roles: ['caseworker'] }],
      [{ userId: 'ana', agencyId: 'police', kind: 'moved', username: 'ana@police' }],
    ],
    ['is nobody who has just come', [ana, { ...ana, id: 'luz' }], []],
  ])('%s', (_, after, expected) => {
    expect(departuresOf([ana], after)).toEqual(expected)
  })
})
