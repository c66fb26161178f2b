import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { usersFile } from '../src/users-file.ts'

let nth = 0
const user = (agencyType: string, change: object = {}) => {
  nth += 1
  return {
    ...{ id: randomUUID(), username: `user${nth}@xa`, agencyId: randomUUID(), agencyType, roles: ['caseworker'] },
    passwordHash: 'scrypt$1024$8$1$c2FsdA$a2V5',
    totpSecret: `${'A'.repeat(26)}${String.fromCharCode(65 + nth)}`,
    ...change,
  }
}
const faultsOf = (...users: object[]) =>
  usersFile.safeParse({ users }).error?.issues.map(({ message }) => message) ?? []
const NAME = { givenNames: 'Itzel María', familyNames: 'Cocom Peña' }

it('takes people of every agency, each once', () => {
  expect(faultsOf(user('migration_protection', NAME), user('migration_enforcement'), user('police', NAME))).toEqual([])
})

it('takes nobody who is in migration protection and in migration enforcement, however the name is written', () => {
  const other = { givenNames: 'ITZEL MARIA', familyNames: 'Cocom  Pen\u0303a' }
  expect(faultsOf(user('migration_protection', NAME), user('migration_enforcement', other))).toEqual([
    'somebody stands in migration protection and in migration enforcement',
  ])
  const namesake = { ...NAME, givenNames: 'Itzel María Sol' }
  expect(faultsOf(user('migration_protection', NAME), user('migration_enforcement', namesake))).toEqual([])
})

it.each([
  ['an id', 'id', 'an id stands twice'],
  ['a username', 'username', 'a username stands twice'],
  ['a second factor', 'totpSecret', 'a second factor stands twice'],
] as const)('takes %s once', (_, field, fault) => {
  const first = user('migration_protection')
  expect(faultsOf(first, user('migration_enforcement', { [field]: first[field] }))).toEqual([fault])
})
